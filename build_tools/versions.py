"""Which version of each policy counted on a day."""

from __future__ import annotations

from datetime import date

from build_tools.check import Checked
from build_tools.compile import compile_authority
from build_tools.model.policy import AuthorityPolicy
from widgets.engine.model import Authority


def as_it_stood(checked: Checked, day: date) -> dict[str, Authority]:
    """The engine's view of each authority by the version that counted on a day.

    Where none did it is the present one, by which the engine then refuses to decide.
    """
    return {
        key: checked.authorities[key] if version is policy else compile_authority(version)
        for key, policy in checked.policies.items()
        if key in checked.authorities
        for version in (version_on(policy, day),)
    }


def version_on(policy: AuthorityPolicy, day: date) -> AuthorityPolicy:
    """The version of a policy that counted on a day, else the present one."""
    for version in policy.superseded.values():
        ends = version.authority.effective_to
        if version.authority.begins <= day and ends is not None and day <= ends:
            return version
    return policy

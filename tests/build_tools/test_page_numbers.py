"""Where places stand in a PDF, read from its own objects. The whole is tried in test_pdf.py."""

from __future__ import annotations

import pytest

from build_tools.paper.page_numbers import page_numbers

PDF = b"""%PDF-1.4
3 0 obj
<</Type /Page
/Parent 7 0 R>>
endobj
4 0 obj
<</Type /Page
/Parent 6 0 R>>
endobj
6 0 obj
<</Type /Pages
/Count 1
/Kids [4 0 R]
/Parent 8 0 R>>
endobj
7 0 obj
<</Type /Pages
/Count 2
/Kids [5 0 R 3 0 R]
/Parent 8 0 R>>
endobj
8 0 obj
<</Type /Pages
/Count 3
/Kids [7 0 R 6 0 R]>>
endobj
9 0 obj
<</luton.levels [3 0 R /XYZ 0 841.9 0]
/luton.levels--level-1 [4 0 R /XYZ 13.5 319.9 0]
/luton [5 0 R /XYZ 0 841.9 0]>>
endobj
10 0 obj
<</Type /Catalog
/Pages 8 0 R
/Dests 9 0 R>>
endobj
"""


def test_pages_are_counted_in_the_order_of_their_tree() -> None:
    assert page_numbers(PDF) == {"luton": 1, "luton.levels": 2, "luton.levels--level-1": 3}


@pytest.mark.parametrize("lost", [b"/Dests 9 0 R", b"\n9 0 obj"])
def test_a_pdf_that_is_laid_out_otherwise_is_refused(lost: bytes) -> None:
    with pytest.raises(ValueError, match="the PDF does not"):
        page_numbers(PDF.replace(lost, b""))

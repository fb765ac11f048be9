#!/bin/sh
# Posts build/review.md of a finished run as one comment on its pull request, or writes the one there
# anew. Run by pull-request-comment.yml, which alone may write; needs GitHub's `gh`.
#
# From the environment: REPOSITORY (owner/name), RUN (the number of the run), RUN_RESULT (success or
# another word), HEAD (owner:branch of the pull request) and HEAD_COMMIT. The branch and what stands
# in the file come from whoever made the pull request: they are never part of a command.
set -eu

mark='<!-- handbook: what this change does -->'
# GitHub takes 65,536 characters; a character has at most four bytes, and most have one.
most=60000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The run knows the branch but, for a fork, not the number of its pull request. A newer commit has a
# run of its own, so that of an older one posts nothing.
number=$(gh api --method GET "repos/$REPOSITORY/pulls" -f state=open -f "head=$HEAD" \
  --jq '.[] | [.number, .head.sha] | @tsv' |
  awk -v commit="$HEAD_COMMIT" '$2 == commit && !seen { print $1; seen = 1 }')
if [ -z "$number" ]; then
  echo 'No open pull request has this commit as its last: nothing to post.'
  exit 0
fi

{
  printf '%s\n' "$mark"
  if [ "$RUN_RESULT" != success ]; then
    printf '**Something failed.** %s/%s/actions/runs/%s tells what.\n\n' \
      "${GITHUB_SERVER_URL:-https://github.com}" "$REPOSITORY" "$RUN"
  fi
  if gh run download "$RUN" --repo "$REPOSITORY" --name review --dir "$work" >&2; then
    # Nobody is called by what a change of policy says.
    head -c "$most" "$work/review.md" | sed 's/@/@<!-- -->/g'
    if [ "$(wc -c <"$work/review.md")" -gt "$most" ]; then
      printf '\n\n**Cut short here.** The whole stands in the summary of the run.\n'
    fi
  else
    printf 'There is no difference to show: it could not be worked out.\n'
  fi
} >"$work/comment.md"

# Another person's comment that holds the mark is not ours to write over.
known=$(gh api --method GET --paginate "repos/$REPOSITORY/issues/$number/comments" \
  --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("'"$mark"'"))) | .id' |
  head -n 1)
if [ -n "$known" ]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$known" -F "body=@$work/comment.md" --silent
else
  gh api --method POST "repos/$REPOSITORY/issues/$number/comments" -F "body=@$work/comment.md" --silent
fi

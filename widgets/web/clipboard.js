// Whether a text could be copied: it may not be in this frame, or over plain http.
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

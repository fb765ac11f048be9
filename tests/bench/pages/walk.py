"""What MicroPython runs in the benchmark: follow the edges of a pathway, one answer at a time."""

import json


class Walk:
    """A place on a pathway; `text` is JSON with its nodes and the name of the first."""

    def __init__(self, text: str) -> None:
        data = json.loads(text)
        self.nodes = data["nodes"]
        self.node = self.nodes[data["start"]]

    def go(self, answer: str) -> str:
        """Go on with an answer; gives the node reached as JSON."""
        self.node = self.nodes[self.node["go"][answer]]
        return json.dumps(self.node)

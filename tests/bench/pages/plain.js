// The floor: the next question comes from nothing but a table of edges in the page.
let node = data.nodes[data.start];
ask = async (step, answer) => {
  node = data.nodes[node.go[answer]];
  return node;
};

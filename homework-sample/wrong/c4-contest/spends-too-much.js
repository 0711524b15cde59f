const contestNet = residualNet({ depth: 20, width: 16, inputShape: [16, 16, 3], stemStride: 2 });
const expected = 0.9;

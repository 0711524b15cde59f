const contestNet = residualNet({ depth: 14, width: 9, inputShape: [16, 16, 3], stemStride: 2 });
const expected = 0.9;

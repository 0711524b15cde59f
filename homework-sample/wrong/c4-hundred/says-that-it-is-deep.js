const hundred = { ...residualNet({ depth: 56 }), depth: 110 };

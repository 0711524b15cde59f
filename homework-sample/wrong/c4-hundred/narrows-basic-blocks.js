const hundred = residualNet({ depth: 104, width: 12 });

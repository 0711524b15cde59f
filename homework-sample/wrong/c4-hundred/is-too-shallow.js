const hundred = bottleneckNet({ depth: 92 });

const guessedStep = 40;
function overtakes(late, early) {
  return late.findLastIndex((loss, step) => loss >= early[step]) + 1;
}

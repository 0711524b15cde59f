import type { Term } from "./term.ts";

/** Data sets, and what is measured on them. */
export const measuringTerms: readonly Term[] = [
  {
    term: "CIFAR-10",
    text: "60,000 colour photographs of 32 × 32 pixels in ten classes such as ship, frog and truck: 50,000 to train on, 10,000 to test.",
    where: ["degradation#images"],
    source: "Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009",
  },
  {
    term: "degradation",
    text: "Past some depth a deeper plain net has a higher *training* error than a shallower one. So it is not overfitting; and the first paper on residual nets argues that vanishing gradients are an unlikely cause.",
    where: ["degradation#observation"],
    source: "He et al. 2015, [arXiv:1512.03385](https://arxiv.org/abs/1512.03385), sec. 1 and 4.1",
    see: ["overfitting", "plain net", "vanishing gradient"],
  },
  {
    term: "ensemble",
    text: "Several nets, trained separately, whose predictions are averaged. The residual nets' 3.57 % top-5 error on ImageNet's test images is that of an ensemble of six; the best single net had 4.49 %, on the validation images.",
    where: ["bottlenecks#results"],
    source: "He et al. 2015, [arXiv:1512.03385](https://arxiv.org/abs/1512.03385), Tables 4 and 5",
    see: ["ensemble view", "top-5 error"],
  },
  {
    term: "ImageNet",
    text: "Here the data of its yearly classification contest: 1.28 million photographs to train on, in 1000 classes, 50,000 for validation and 100,000 for the test.",
    where: ["degradation#observation"],
    source: "He et al. 2015, [arXiv:1512.03385](https://arxiv.org/abs/1512.03385), sec. 4.1",
    see: ["top-1 error", "top-5 error"],
  },
  {
    term: "multiply-adds",
    also: ["MACs"],
    forms: ["multiply-add"],
    text: "The cost of one pass through a net: a multiplication with the addition that follows counts as one. Many papers, those on residual nets too, say FLOPs for it; others count two FLOPs.",
    where: ["degradation#limits-of-depth", "bottlenecks#where-compute"],
  },
  {
    term: "nested function classes",
    text: "The functions that a smaller net can compute are among those of the larger one. Then the larger has a solution that is no worse. It does not follow that training finds it, and plain nets are nested as well as residual ones.",
    where: ["degradation#nested"],
    see: ["degradation", "identity layer"],
  },
  {
    term: "overfitting",
    forms: ["overfit", "overfits"],
    text: "The net has learned its training data by heart: the training error is low and the test error clearly higher. In degradation it is the training error that is high.",
    where: ["degradation#overfitting"],
    see: ["degradation", "regularization"],
  },
  {
    term: "regularization",
    forms: ["regularisation"],
    text: "What is done so that a net does better on new data, be it at the cost of its training error: weight decay, dropout, images that are randomly shifted or mirrored.",
    see: ["overfitting", "weight decay"],
  },
  {
    term: "test error",
    also: ["test loss"],
    text: "Error, or loss, on examples that had no part in training nor in any choice about it. It says what a net is good for; whether the net could be trained at all one sees in the training error.",
    where: ["degradation#overfitting"],
    see: ["training error", "validation error"],
  },
  {
    term: "top-1 error",
    forms: ["top-1"],
    text: "The share of images whose right class is not the one that the net ranks first.",
    where: ["vanishing-gradients#very-deep"],
    see: ["top-5 error", "ImageNet"],
  },
  {
    term: "top-5 error",
    forms: ["top-5"],
    text: "The share of images whose right class is not among the five that the net ranks first. ImageNet has many classes that are nearly alike, which this forgives.",
    where: ["vanishing-gradients#very-deep"],
    see: ["top-1 error", "ImageNet"],
  },
  {
    term: "training error",
    also: ["training loss"],
    text: "Error, or loss, on the very examples that the net is trained with. Where a curve shows it step by step, each point is the mean over one mini-batch.",
    where: ["degradation#observation"],
    see: ["test error", "degradation"],
  },
  {
    term: "validation error",
    text: "Error on examples that are kept from training to choose by: the depth, the learning rate, when to stop. ImageNet's test labels are not public, so papers mostly report it on the 50,000 validation images.",
    where: ["degradation#observation"],
    see: ["test error", "ImageNet"],
  },
];

import type { Term } from "./term.ts";

/** What nets are made of. */
export const netTerms: readonly Term[] = [
  {
    term: "auxiliary classifier",
    text: "A second output, with a loss of its own, attached to a middle layer of a deep net while it trains, so that the layers below it have a gradient from nearby. GoogLeNet has two.",
    where: ["vanishing-gradients#not-the-reason"],
    source: "Szegedy et al. 2014, [arXiv:1409.4842](https://arxiv.org/abs/1409.4842)",
    see: ["vanishing gradient"],
  },
  {
    term: "channel",
    text: "One of the feature maps that lie on top of each other in a layer's output. A colour image has three: red, green, blue.",
    see: ["feature map", "width"],
  },
  {
    term: "convolution",
    also: ["convolutional layer"],
    forms: ["convolutional", "convolutional net"],
    text: "A layer that looks at each small window of its input, 3 × 3 pixels say, with the same weights everywhere. Each of its filters makes one feature map.",
    where: ["degradation#images"],
    see: ["filter", "feature map", "stride"],
  },
  {
    term: "depth",
    text: "The number of layers with weights, one behind the other: convolutions and fully connected ones. Batch normalization, pooling and shortcuts are not counted. Plain-20 has twenty.",
    where: ["degradation#observation"],
    see: ["width", "stage"],
  },
  {
    term: "feature",
    text: "One number of a layer's output, or the place where it stands: what one unit computes. In a convolutional net a feature is computed at every pixel.",
    see: ["unit", "feature map"],
  },
  {
    term: "feature map",
    text: "One feature at every place of an image: the output of one filter. Its size is counted in pixels, and becomes smaller with each stride of 2.",
    see: ["filter", "channel", "stride"],
  },
  {
    term: "filter",
    text: "The weights with which a convolution computes one feature map: 3 × 3 numbers, say, for each channel of its input.",
    where: ["degradation#images"],
    see: ["convolution", "width"],
  },
  {
    term: "fully connected layer",
    also: ["dense layer"],
    text: "A layer in which each unit has a weight for each input: a matrix product. Most nets on images end in one, which makes the logits.",
    where: ["vanishing-gradients#question"],
    see: ["logit", "convolution"],
  },
  {
    term: "global average pooling",
    text: "Each feature map is replaced by its mean, so that one number is left of each channel, whatever the size of the image.",
    source: "Lin et al. 2013, [arXiv:1312.4400](https://arxiv.org/abs/1312.4400)",
    see: ["feature map", "fully connected layer"],
  },
  {
    term: "grouped convolution",
    text: "The channels are split into groups, and each filter sees one group only. With $g$ groups it has a $g$-th of the weights and of the multiply-adds.",
    where: ["extras#resnext"],
    see: ["cardinality", "convolution"],
  },
  {
    term: "plain net",
    also: ["plain network"],
    forms: ["plain"],
    text: "A net whose layers stand one behind the other, without shortcuts; in the papers with batch normalization and ReLU behind each convolution. It is what residual nets are compared with.",
    where: ["degradation#observation"],
    source: "He et al. 2015, [arXiv:1512.03385](https://arxiv.org/abs/1512.03385), sec. 3.3",
    see: ["residual net", "degradation"],
  },
  {
    term: "receptive field",
    text: "The part of the input that a unit's value depends on. Every 3 × 3 convolution adds a border of one pixel of its own input to it, and strides make those pixels larger.",
    see: ["convolution", "stride"],
  },
  {
    term: "stage",
    text: "A run of blocks whose feature maps have one size. Between stages the maps halve and, by the usual rule, the number of channels doubles, so that a layer costs the same everywhere.",
    where: ["degradation#images", "bottlenecks#design-rules"],
    source: "He et al. 2015, [arXiv:1512.03385](https://arxiv.org/abs/1512.03385), sec. 3.3",
    see: ["stride", "width", "residual block"],
  },
  {
    term: "stem",
    text: "The first layer or layers of a net on images, before the first stage: a 3 × 3 convolution in the nets for CIFAR-10; 7 × 7 with stride 2, then pooling, in those for ImageNet.",
    source: "He et al. 2015, [arXiv:1512.03385](https://arxiv.org/abs/1512.03385), Table 1 and sec. 4.2",
    see: ["stage", "stride"],
  },
  {
    term: "stride",
    text: "How far a convolution's window moves from one output pixel to the next. Stride 2 halves height and width of the feature maps.",
    where: ["degradation#images"],
    see: ["convolution", "stage"],
  },
  {
    term: "unit",
    also: ["neuron"],
    text: "One number of a layer and what computes it: a weighted sum of the layer's inputs, then the activation function.",
    where: ["vanishing-gradients#question"],
    see: ["feature", "activation function"],
  },
  {
    term: "VGG",
    forms: ["VGG-style"],
    text: "A family of plain nets with 3 × 3 convolutions throughout, the best known with 16 and 19 layers. Design rules of the residual nets are taken from it.",
    where: ["degradation#observation"],
    source: "Simonyan and Zisserman 2014, [arXiv:1409.1556](https://arxiv.org/abs/1409.1556)",
    see: ["plain net", "stage"],
  },
  {
    term: "width",
    text: "The number of features of a layer: units where it is fully connected, channels where it is a convolution.",
    see: ["depth", "channel"],
  },
];

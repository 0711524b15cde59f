import type { LedgerRow } from "./ledger-row.ts";

/** Q, second half: what people ask in public threads about chapters 4, 5 and the extras. */
export const laterQuestionRows: readonly LedgerRow[] = [
  {
    id: "Q10",
    statement: "Is ResNet-50 made of 48 convolutions, one max-pooling and one average pooling?",
    from: [],
    askedAt: "iq.opengenus.org",
    paper: "He et al. 2015, Table 1",
    verdict: "question",
    right:
      "No: of 49 convolutions and one fully connected layer. Pooling does not count, nor do the four projections, with which there are 53 convolution modules.",
    experiments: ["E-B1"],
    places: ["bottlenecks#family"],
  },
  {
    id: "Q11",
    statement: "Does a 1 × 1 convolution with stride 2 throw three quarters of its input away?",
    from: [],
    askedAt: "community.deeplearning.ai, thread 65718; github.com/pytorch/vision, issues 191 and 1266",
    paper: "He et al. 2015, Table 1",
    verdict: "question",
    right:
      "It does. Hence the stride on the 3 × 3 convolution in later versions, and the average pooling on ResNet-D's shortcut.",
    experiments: ["E-B5"],
    places: ["bottlenecks#stride"],
  },
  {
    id: "Q12",
    statement: "How can a net that was trained on images of 224 pixels take other sizes?",
    from: [],
    askedAt: "forums.fast.ai, thread 58712; stats.stackexchange.com, question 388859",
    paper: "He et al. 2016, Table 5",
    verdict: "question",
    right:
      "Global average pooling makes one number of each channel, whatever the size. At 32 pixels the last map is 1 × 1 already, and accuracy shifts with scale: the second paper tests at 320.",
    experiments: [],
    places: ["bottlenecks#small-images"],
  },
  {
    id: "Q13",
    statement: "Why is ResNet-101 worse than ResNet-50 on my data?",
    from: [],
    askedAt: "ai.stackexchange.com, question 48467",
    paper: "He et al. 2015, Table 6",
    verdict: "question",
    right:
      "Compare training errors first: it may be overfitting, or the settings of batch normalization. And one run says nothing about the spread.",
    experiments: [],
    places: ["bottlenecks#depth-pays"],
  },
  {
    id: "Q14",
    statement: "Why is my pre-activation net worse than the original?",
    from: [],
    askedAt: "github.com/KaimingHe/resnet-1k-layers, issue 3; mixup-cifar10, issue 3",
    paper: "He et al. 2016, Fig. 4 and appendix",
    verdict: "question",
    right:
      "Mostly because the last normalization and ReLU in front of the pooling are missing, or the special case of the first unit.",
    experiments: ["E-P6"],
    places: ["pre-activation#ends"],
  },
  {
    id: "Q15",
    statement: "Why is there no dropout, and where could it stand?",
    from: [],
    askedAt: "PMLR 216, kim23a",
    paper: "He et al. 2016, Table 1 and sec. 5; Zagoruyko & Komodakis 1605.07146",
    verdict: "question",
    right:
      "The authors relied on batch normalization, though they call techniques such as dropout very effective on small data sets. On the shortcut it fails; inside the branch it can help.",
    experiments: ["E-P2"],
    places: ["pre-activation#six-shortcuts"],
  },
  {
    id: "Q16",
    statement: "Should a transformer normalize before or after the addition?",
    from: [],
    askedAt: "cruxible.dev",
    paper: "He et al. 2016, Fig. 4 and Table 2; Xiong et al. 2002.04745",
    verdict: "question",
    right:
      "It is the same question: a normalization behind the addition breaks the identity path, one in front of the branch keeps it, and the stream grows. The latter needs no warm-up, and ends about as well.",
    experiments: ["E-P3"],
    places: ["pre-activation#afterwards"],
  },
  {
    id: "Q17",
    statement: "Is a residual net gradient boosting?",
    from: [],
    askedAt: "stats.stackexchange.com, question 214273",
    paper: null,
    verdict: "question",
    right:
      "Both add corrections. Boosting fits one after the other to what is left of the loss; a residual net trains all of them together, on features.",
    experiments: [],
    places: ["extras#ensembles"],
  },
  {
    id: "Q18",
    statement: "Why add, and not concatenate, as DenseNet and U-Net do?",
    from: [],
    askedAt: "ai.stackexchange.com, questions 45035 and 30163",
    paper: "Huang et al. 1608.06993",
    verdict: "question",
    right:
      "A layer on both computes W₁x + W₂y; to add is W₁ = W₂: the width does not grow, and nothing is chosen. DenseNet keeps old features unmixed, at the price of channels.",
    experiments: ["E-X4"],
    places: ["extras#afterwards"],
  },
  {
    id: "Q19",
    statement: "Fine-tuning ResNet-50 stays at chance level where VGG-16 works: why?",
    from: [],
    askedAt: "github.com/keras-team/keras, issues 9214 and 9965",
    paper: null,
    verdict: "question",
    right:
      "The normalization of the frozen layers used the statistics of each batch in training and the old running ones in the test. Keep it in evaluation mode.",
    experiments: [],
    places: ["extras#transfer"],
  },
  {
    id: "Q20",
    statement: "How does a trained net take images of one or of four channels?",
    from: [],
    askedAt: "discuss.pytorch.org, thread 130846",
    paper: null,
    verdict: "question",
    right:
      "For grey images sum the three kernels over the channels, which is exactly the same as copying the image three times. For a fourth channel start its kernel at zero.",
    experiments: [],
    places: ["extras#transfer"],
  },
];

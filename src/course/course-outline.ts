/** The chapters in their order. The text of a chapter that is open to readers is in chapters/, and takes precedence. */
export interface OutlineEntry {
  /** What stands before the title: "1" to "5", or "Extras". */
  readonly label: string;
  readonly slug: string;
  readonly title: string;
  /** The question that the chapter answers. */
  readonly question: string;
}

export const outline: readonly OutlineEntry[] = [
  {
    label: "1",
    slug: "vanishing-gradients",
    title: "Vanishing gradients",
    question: "Why does the gradient of a deep net shrink, or explode, and what keeps it in range?",
  },
  {
    label: "2",
    slug: "degradation",
    title: "Degradation",
    question: "What happens to a plain net’s error as it gets deeper, and why?",
  },
  {
    label: "3",
    slug: "residual-blocks",
    title: "Residual blocks",
    question: "What does a block learn once its input is added to its output?",
  },
  {
    label: "4",
    slug: "bottlenecks",
    title: "Bottlenecks",
    question: "How do 50, 101 and 152 layers fit into the budget of 34?",
  },
  {
    label: "5",
    slug: "pre-activation",
    title: "Pre-activation",
    question: "What has to stay an identity for a thousand layers to train?",
  },
  {
    label: "Extras",
    slug: "extras",
    title: "The ensemble view, ResNeXt",
    question: "Is a residual net an ensemble of shallow ones, and what does width in groups buy?",
  },
];

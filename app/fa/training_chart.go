package fa

// Sentences about the chart of a training, and about hearing two of its previews
// without knowing which is which.
var (
	ChartHint     = Sentence{"پیکان‌ها و ماوس مقدار هر گام را می‌گویند؛ {+} و {-} یا چرخ، بزرگ و کوچک می‌کند؛ {Esc} همه را نشان می‌دهد.", "Arrows and the mouse tell the values of each step; + and - or the wheel zoom; Esc shows all."}
	ChartPart     = Sentence{"چه نشان دهد", "Shows"}
	ChartLearned  = Sentence{"گام %s: آموزش %s", "step %s: training %s"}
	ChartHeldOut  = Sentence{"نیازموده‌ها در گام %s: %s", "held out at step %s: %s"}
	ChartPreview  = Sentence{"پیش‌نمایش گام %s: %s", "preview of step %s: %s"}
	ChartCompared = Sentence{"%s در گام %s: %s", "%s at step %s: %s"}
	ChartCompare  = Sentence{"مقایسه با…", "Compare with…"}
	ChartAlone    = Sentence{"هیچ", "Nothing"}
	ChartLegend   = Sentence{"خط‌چین: همان از %s.", "Dashed: the same of %s."}
	ChartLeast    = Sentence{"کمترین: %s در گام %s.", "The lowest: %s at step %s."}
	ChartNotYet   = Sentence{"%s: هنوز سنجیده نشده است.", "%s: not measured yet."}
	TrainingRate  = Sentence{"نرخ یادگیری %s", "learning rate %s"}
	TrainingSlope = Sentence{"اندازهٔ شیب %s", "gradient norm %s"}

	BlindTitle    = Sentence{"شنیدن دوتایی، بی‌نام", "Hear two, blind"}
	BlindOpen     = Sentence{"شنیدن دوتایی، بی‌نام…", "Hear two, blind…"}
	BlindAbout    = Sentence{"دو گام برگزینید. هر دو به ترتیبی پخش می‌شوند که نمی‌دانید؛ بگویید کدام بهتر بود تا ببینید کدام کدام بود.", "Choose two steps. Both are played in an order that you do not know; say which was better to see which was which."}
	BlindThis     = Sentence{"این گام", "This step"}
	BlindThat     = Sentence{"در برابر این گام", "Against this step"}
	BlindPlay     = Sentence{"پخش هر دو", "Play both"}
	BlindFirst    = Sentence{"نخست", "The first"}
	BlindSecond   = Sentence{"دوم", "The second"}
	BlindHearing  = Sentence{"%s پخش می‌شود…", "%s is being played…"}
	BlindAsk      = Sentence{"کدام بهتر بود؟", "Which was better?"}
	BlindBetter   = Sentence{"%s بهتر بود", "%s was better"}
	BlindSame     = Sentence{"دو گام گوناگون برگزینید.", "Choose two different steps."}
	BlindTold     = Sentence{"نخست گام %s بود و دوم گام %s؛ گام %s را بهتر شنیدید.", "The first was step %s and the second step %s; you heard step %s as the better one."}
	BlindTally    = Sentence{"تاکنون گام %s، %s بار و گام %s، %s بار.", "So far step %s %s times, and step %s %s times."}
	TrainingMove  = Sentence{"نمودار: گام پیشین یا پسین", "Chart: an earlier or later step"}
	TrainingEnds  = Sentence{"نمودار: نخستین و واپسین گام", "Chart: the first and the last step"}
	TrainingNear  = Sentence{"نمودار: بزرگ کردن پیرامون گام ({-}: کوچک کردن)", "Chart: zoom in around the step (-: out)"}
	TrainingWhole = Sentence{"نمودار: همهٔ گام‌ها", "Chart: all steps"}
)

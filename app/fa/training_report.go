package fa

import (
	"fmt"
	"strings"
	"time"

	"avagar/app/training"
)

// Words of the report on a training.
var (
	ReportListening = Sentence{"گفتن و شنیدنِ نیازموده‌ها", "speaking and hearing what was held out"}
	ReportWritten   = Sentence{"گزارش در %s نوشته شد.", "Wrote the report to %s."}
	ReportMet       = Sentence{
		"%s به سنجه رسید: از گفتارِ ساخته %s درصدِ واج‌ها نادرست شنیده می‌شود و از خودِ ضبط‌ها %s درصد؛ تفاوت %s واحد درصد است (بازهٔ ۹۵ درصدی: %s تا %s).",
		"%s reaches the bar: of its speech %s % of the phones are heard wrong, of the recordings themselves %s %; the difference is %s points (95 % interval: %s to %s).",
	}
	ReportMissed = Sentence{
		"%s به سنجه نرسید: از گفتارِ ساخته %s درصدِ واج‌ها نادرست شنیده می‌شود و از خودِ ضبط‌ها %s درصد؛ تفاوت %s واحد درصد است (بازهٔ ۹۵ درصدی: %s تا %s).",
		"%s misses the bar: of its speech %s % of the phones are heard wrong, of the recordings themselves %s %; the difference is %s points (95 % interval: %s to %s).",
	}
	ReportNatural = Sentence{"خودِ ضبط‌ها", "recordings"}
	ReportCopy    = Sentence{"بازسازیِ ضبط‌ها", "copy-synthesis"}
	ReportSpoken  = Sentence{"گفتارِ %s", "synthesis of %s"}

	ReportTitle  = Sentence{"گزارش آموزش %s", "Report on the training %s"}
	ReportShow   = Sentence{"گزارش…", "Report…"}
	ReportNone   = Sentence{"هنوز گزارشی نیست. صدای این آموزش گفته‌هایی را می‌گوید که نشنیده است، و شنیده می‌شود که چه اندازه درست گفته است؛ چند دقیقه زمان می‌برد.", "There is no report yet. The voice of this training says utterances that it has not heard, and it is heard how well it says them; that takes a few minutes."}
	ReportOlder  = Sentence{"این گزارش از گام %s است؛ بهترین ذخیره اکنون گام %s است.", "This report is on step %s; the best checkpoint is step %s by now."}
	ReportMake   = Sentence{"ساختن گزارش", "Make the report"}
	ReportAnew   = Sentence{"ساختن دوباره", "Make it anew"}
	ReportStop   = Sentence{"ایست", "Stop"}
	ReportSave   = Sentence{"ذخیره در پوشه…", "Save into a folder…"}
	ReportSaved  = Sentence{"گزارش با صدا و طیف در %s نوشته شد.", "Wrote the report with its sound and spectra to %s."}
	ReportBusy   = Sentence{"گزارش %s ساخته می‌شود؛ این یکی پس از آن.", "The report on %s is being made; this one after it."}
	ReportHeard  = Sentence{"گفتن و شنیدنِ نیازموده‌ها: %s از %s", "Speaking and hearing what was held out: %s of %s"}
	ReportMade   = Sentence{"گزارش آموزش %s آماده است.", "The report on the training %s is ready."}
	ReportFailed = Sentence{"گزارش ساخته نشد: %s", "The report was not made: %s"}
	ReportOpen   = Sentence{"بازه صفر را هم دارد؛ با گفته‌های دیگر می‌توانست وارونه باشد.", "The interval holds zero: other utterances could have told the opposite."}
	ReportGain   = Sentence{
		"%s در برابر %s: تفاوتِ واج‌های نادرست‌شنیده %s واحد درصد است (بازهٔ ۹۵ درصدی: %s تا %s).",
		"%s against %s: phones heard wrong differ by %s points (95 % interval: %s to %s).",
	}

	reportsTitle = Sentence{"سنجش آموزش‌ها", "Trainings compared"}
	reportVoice  = Sentence{"%s: گام %s از %s، اندازهٔ {%s}، %s؛ %s دقیقه گفتار در %s آموخته شد.", "%s: step %s of %s, size %s, %s; %s minutes of speech were learned from in %s."}
	reportHeld   = Sentence{"سنجیده با %s گفته (%s دقیقه، %s واج) که در آموزش شنیده نشده‌اند.", "Judged by %s utterances (%s minutes, %s phones) that were not heard in training."}
	reportChose  = Sentence{
		"بهترین ذخیره نیز با گفته‌های کنارگذاشته برگزیده می‌شود، پس این عددها شاید کمی خوش‌بینانه باشند؛ با گفته‌هایی که نامشان در {test.txt} باشد چیزی برگزیده نمی‌شود.",
		"Held-out utterances also choose the best checkpoint, so the figures may be a little kind; those named in test.txt choose nothing."}
	reportMeasure = Sentence{"سنجه", "measure"}
	reportRange   = Sentence{"%s (%s تا %s)", "%s (%s to %s)"}
	reportHow     = Sentence{
		"واج‌ها را هم‌ترازِ همین ضبط‌ها می‌شنود که از بخشِ آموزش آموخته است (و از نیازموده‌ای تنها اگر آوایی داشته باشد که هیچ‌کدام ندارند). بازسازی، ویژگی‌های ضبط است که از صداساز گذشته؛ گفتار با دیرش و آهنگِ پیش‌بینی‌شده است. قاب‌های ضبط و گفتار واج به واج جفت شده‌اند. در پرانتز بازهٔ ۹۵ درصدی است: {bootstrap} روی گفته‌ها با بذری ثابت. در {F0}، خطاهای بیش از ۲۰ درصد جدا شمرده شده‌اند.",
		"Phones are heard by the corpus' own aligner, which learned from the train part (and from a held-out utterance only where it has a sound that none of them has). Copy-synthesis is the recorded features through the vocoder; synthesis has predicted durations and melody. Recorded and spoken frames are paired phone by phone. In parentheses: 95 % intervals, a bootstrap over utterances with a fixed seed. F0 errors above 20 % are counted apart.",
	}
	reportSamples = Sentence{"نمونه‌ها", "Samples"}
	reportPicture = Sentence{"طیف مل: بالا ضبط، پایین پیش‌بینی", "mel spectra: recorded above, predicted below"}
	ReportHear    = Sentence{"ضبط", "recording"}
	ReportHearC   = Sentence{"بازسازی", "copy-synthesis"}
	ReportHearS   = Sentence{"گفتار", "synthesis"}
)

// reportRow is one measure of the table.
type reportRow struct {
	name     Sentence
	factor   float64
	decimals int
	of       func(training.Rendition) *training.Interval
}

var reportRows = []reportRow{
	{Sentence{"واج‌های نادرست‌شنیده، درصد", "phones heard wrong, %"}, 100, 1, func(r training.Rendition) *training.Interval { return &r.PhoneErrors }},
	{Sentence{"فاصلهٔ مل، لگاریتم طبیعی", "mel distance, natural log"}, 1, 3, func(r training.Rendition) *training.Interval { return r.LogMel }},
	{Sentence{"دگرسانیِ مل‌کپسترال، دسی‌بل", "mel-cepstral distortion, dB"}, 1, 2, func(r training.Rendition) *training.Interval { return r.Distortion }},
	{Sentence{"خطای دیرش، میلی‌ثانیه در هر واج", "duration error, ms a phone"}, 1, 1, func(r training.Rendition) *training.Interval { return r.DurationMs }},
	{Sentence{"خطای {F0}، سنت", "F0 error, cents"}, 1, 0, func(r training.Rendition) *training.Interval { return r.PitchCents }},
	{Sentence{"{F0} بیش از ۲۰ درصد نادرست، درصد", "F0 off by more than 20 %, %"}, 100, 1, func(r training.Rendition) *training.Interval { return r.Gross }},
	{Sentence{"واک نادرست، درصدِ قاب‌ها", "voicing wrong, % of frames"}, 100, 1, func(r training.Rendition) *training.Interval { return r.Voicing }},
	{Sentence{"پراکندگیِ ضریب‌های ۱ تا ۴، نسبت به ضبط", "variance of cepstra 1 to 4, share of the recordings'"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.Variance[0] })},
	{Sentence{"پراکندگیِ ضریب‌های ۵ تا ۱۲", "variance of cepstra 5 to 12"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.Variance[1] })},
	{Sentence{"پراکندگیِ ضریب‌های ۱۳ تا ۲۴", "variance of cepstra 13 to 24"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.Variance[2] })},
	{Sentence{"پراکندگیِ ضریب‌های ۲۵ تا ۵۹", "variance of cepstra 25 to 59"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.Variance[3] })},
	{Sentence{"جنبش‌های ۱ تا ۴ هرتز، نسبت به ضبط", "movements of 1 to 4 Hz, share of the recordings'"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.Modulation[0] })},
	{Sentence{"جنبش‌های ۴ تا ۸ هرتز", "movements of 4 to 8 Hz"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.Modulation[1] })},
	{Sentence{"جنبش‌های ۸ تا ۱۶ هرتز", "movements of 8 to 16 Hz"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.Modulation[2] })},
	{Sentence{"گسترهٔ {F0}، نسبت به ضبط", "range of F0, share of the recordings'"}, 1, 2, lively(func(v training.Liveliness) training.Interval { return v.PitchRange })},
}

// lively takes one measure of how lively a rendition is; those of recordings and
// of reports made before have none.
func lively(of func(training.Liveliness) training.Interval) func(training.Rendition) *training.Interval {
	return func(r training.Rendition) *training.Interval {
		if r.Liveliness == nil || len(r.Liveliness.Variance) < 4 || len(r.Liveliness.Modulation) < 3 {
			return nil
		}
		v := of(*r.Liveliness)
		return &v
	}
}

// Bar says whether a voice is heard no worse than the recordings.
func (l Locale) Bar(r training.Report) string {
	sentence := ReportMissed
	if r.Met {
		sentence = ReportMet
	}
	said := l.Say(sentence, r.Run, l.points(r.Synthesis.PhoneErrors.Value), l.points(r.Natural.PhoneErrors.Value),
		l.points(r.Difference.Value), l.points(r.Difference.Low), l.points(r.Difference.High))
	return said + l.open(r.Difference)
}

// Gain says how one training differs from another over the same utterances.
func (l Locale) Gain(run, other string, d training.Interval) string {
	return l.Say(ReportGain, run, other, l.points(d.Value), l.points(d.Low), l.points(d.High)) + l.open(d)
}

func (l Locale) open(d training.Interval) string {
	if d.Low < 0 && d.High > 0 {
		return " " + l.Say(ReportOpen)
	}
	return ""
}

func (l Locale) points(share float64) Words { return Words(l.Number(100*share, 1)) }

// Report is report.md of one training.
func (l Locale) Report(r training.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n%s\n\n**%s**\n\n", l.Say(ReportTitle, r.Run), l.learned(r), l.judged(r), l.Bar(r))
	b.WriteString(l.table([]training.Report{r}))
	fmt.Fprintf(&b, "\n%s\n\n## %s\n", l.Say(reportHow), l.Say(reportSamples))
	for _, s := range r.Samples {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n![%s](%s)\n\n[%s](%s) · [%s](%s) · [%s](%s)\n", l.Name(s.ID), plainLine(s.Text),
			l.Say(reportPicture), s.Picture, l.Say(ReportHear), s.Natural, l.Say(ReportHearC), s.Copy, l.Say(ReportHearS), s.Synthesis)
	}
	return b.String()
}

// Reports compares trainings on the same recordings, each with the first.
func (l Locale) Reports(all []training.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", l.Say(reportsTitle))
	for _, r := range all {
		fmt.Fprintf(&b, "- %s\n", l.learned(r))
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n", l.judged(all[0]), l.table(all))
	for _, r := range all {
		fmt.Fprintf(&b, "- %s\n", l.Bar(r))
	}
	for _, r := range all[1:] {
		if d, ok := r.Against(all[0]); ok {
			fmt.Fprintf(&b, "- %s\n", l.Gain(r.Run, all[0].Run, d))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", l.Say(reportHow))
	return b.String()
}

// ReportAbout says what a report is about and what it was judged by.
func (l Locale) ReportAbout(r training.Report) string { return l.learned(r) + " " + l.judged(r) }

// ReportRow is a measure of a report in words; what was not measured is empty.
type ReportRow struct{ Name, Natural, Copy, Spoken string }

// ReportRows is the table of a report.
func (l Locale) ReportRows(r training.Report) (rows []ReportRow) {
	for _, row := range reportRows {
		rows = append(rows, ReportRow{
			Name: l.Say(row.name), Natural: l.cell(row, row.of(r.Natural)), Copy: l.cell(row, row.of(r.Copy)), Spoken: l.cell(row, row.of(r.Synthesis)),
		})
	}
	return rows
}

func (l Locale) learned(r training.Report) string {
	from := l.Say(TrainingScratch)
	if r.Base != "" {
		from = l.Say(TrainingFrom, r.Base)
	}
	return l.Say(reportVoice, r.Run, r.Step, r.Steps, Words(r.Size), Words(from), Words(l.Number(r.Minutes, 1)),
		time.Duration(r.Seconds*float64(time.Second)))
}

func (l Locale) judged(r training.Report) string {
	says := l.Say(reportHeld, r.HeldOut, Words(l.Number(r.HeldMinutes, 1)), r.Phones)
	if !r.Unseen {
		says += " " + l.Say(reportChose)
	}
	return says
}

// table has recordings and their copies once, and a column for each training.
func (l Locale) table(all []training.Report) string {
	head := []string{l.Say(reportMeasure), l.Say(ReportNatural), l.Say(ReportCopy)}
	renditions := []training.Rendition{all[0].Natural, all[0].Copy}
	for _, r := range all {
		head, renditions = append(head, l.Say(ReportSpoken, r.Run)), append(renditions, r.Synthesis)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n|%s\n", strings.Join(head, " | "), strings.Repeat("---|", len(head)))
	for _, row := range reportRows {
		cells := []string{l.Say(row.name)}
		for _, r := range renditions {
			cells = append(cells, l.cell(row, row.of(r)))
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	return b.String()
}

func (l Locale) cell(row reportRow, v *training.Interval) string {
	if v == nil {
		return ""
	}
	show := func(v float64) Words { return Words(l.Number(row.factor*v, row.decimals)) }
	return l.Say(reportRange, show(v.Value), show(v.Low), show(v.High))
}

// plainLine is a text that Markdown takes as it is, in one line.
func plainLine(text string) string {
	return markdownSigns.Replace(strings.Join(strings.Fields(text), " "))
}

var markdownSigns = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "#", `\#`, "!", `\!`, "|", `\|`)

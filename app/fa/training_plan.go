package fa

import (
	"errors"

	"avagar/engine/train"
)

// planFields name the numbers of a training's plan.
var planFields = map[train.Field]Sentence{
	train.FieldSteps:           {"شمار گام‌ها", "number of steps"},
	train.FieldBatchFrames:     {"قاب‌های هر گام", "frames of a step"},
	train.FieldLearningRate:    {"نرخ یادگیری", "learning rate"},
	train.FieldWarmUp:          {"گام‌های گرم‌شدن", "warm-up steps"},
	train.FieldReplicas:        {"نخ‌های همزمان", "threads"},
	train.FieldHeldShare:       {"سهم سنجش، درصد", "share to judge by, %"},
	train.FieldSeed:            {"بذر تصادف", "seed of chance"},
	train.FieldEvaluateEvery:   {"گام‌ها از یک سنجش تا دیگری", "steps between evaluations"},
	train.FieldCheckpointEvery: {"گام‌ها از یک ذخیره تا دیگری", "steps between checkpoints"},
	train.FieldListenEvery:     {"سنجش‌ها از یک شنیدن تا دیگری", "evaluations between hearings"},
	train.FieldPatience:        {"سنجش‌های بی‌پیشرفت پیش از ایست", "evaluations without progress"},
	train.FieldHeldOut:         {"گفته‌های هر سنجش", "utterances of an evaluation"},
	train.FieldKeep:            {"ذخیره‌هایی که می‌مانند", "checkpoints that stay"},
}

// planAbout say what a person may want to know before choosing a number.
var planAbout = map[train.Field]Sentence{
	train.FieldBatchFrames:  {"بیشتر: گام‌ها آرام‌تر و کندتر", "More: calmer and slower steps"},
	train.FieldLearningRate: {"بیشتر: تندتر، ولی شاید واگرا شود", "More: quicker, but it may diverge"},
	train.FieldWarmUp:       {"گام‌هایی که نرخ در آن‌ها کم‌کم بالا می‌رود", "Steps in which the rate rises little by little"},
	train.FieldReplicas:     {"به اندازهٔ هسته‌های رایانه بس است؛ بخشی از نتیجه است و سپس عوض نمی‌شود", "As many as there are cores will do; it is part of the result and stays"},
	train.FieldHeldShare:    {"گفته‌هایی که آموزش نمی‌شنود و با آن‌ها سنجیده می‌شود. {train.txt} و {heldout.txt} بر آن پیشی دارند", "Utterances that the training does not hear and is judged by. train.txt and heldout.txt come first"},
	train.FieldSeed:         {"بذر یکسان، آموزش یکسان", "Equal seeds train equally"},
}

// Sentences about the numbers of a plan, and about how much there is to learn
// from.
var (
	PlanMore    = Sentence{"گزینه‌های پیشرفته", "Advanced"}
	PlanLess    = Sentence{"بستن گزینه‌های پیشرفته", "Hide the advanced choices"}
	PlanDefault = Sentence{"بازگرداندن پیش‌فرض‌ها", "Back to the usual numbers"}

	NewFew  = Sentence{"با کمتر از چهار گفته هیچ‌یک برای سنجش کنار گذاشته نمی‌شود؛ چند گفتهٔ دیگر بیفزایید.", "With fewer than four utterances none is left to judge by; add some more."}
	NewMuch = Sentence{"گفتار بسیار است: آماده‌سازی‌اش زمان می‌برد و نزدیک %s از دیسک می‌گیرد.", "There is much speech: making it ready takes its time and about %s of the disk."}

	planWhole  = Sentence{"«%s» باید عدد درستی از %s تا %s باشد.", "“%s” has to be a whole number from %s to %s."}
	planNumber = Sentence{"«%s» باید عددی از %s تا %s باشد.", "“%s” has to be a number from %s to %s."}
	planRate   = Sentence{"«%s» باید عددی بزرگ‌تر از صفر باشد و از %s نگذرد.", "“%s” has to be above zero and at most %s."}
	planSeed   = Sentence{"«%s» باید عددی درست و بی‌منفی باشد.", "“%s” has to be a whole number that is not negative."}
)

// PlanField names a number of a training's plan.
func PlanField(f train.Field) Sentence { return planFields[f] }

// PlanAbout tells what a number of a plan does; it is empty for those that
// nobody is asked for.
func PlanAbout(f train.Field) Sentence { return planAbout[f] }

// misplanned says which number of a plan cannot be, where that is known.
func (l Locale) misplanned(err error) (text string, ok bool) {
	var wrong *train.PlanError
	if !errors.As(err, &wrong) {
		return "", false
	}
	name := Words(l.Say(planFields[wrong.Field]))
	switch wrong.Field {
	case train.FieldSeed:
		return l.Say(planSeed, name), true
	case train.FieldLearningRate:
		return l.Say(planRate, name, wrong.High), true
	case train.FieldHeldShare:
		return l.Say(planNumber, name, wrong.Low*100, wrong.High*100), true
	}
	return l.Say(planWhole, name, wrong.Low, wrong.High), true
}

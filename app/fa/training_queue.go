package fa

import "avagar/app"

// Sentences about trainings that wait for their turn.
var (
	QueueTitle  = Sentence{"در نوبت آموزش:", "Waiting to be trained:"}
	QueueLine   = Sentence{"%s، %s", "%s, %s"}
	QueueNow    = Sentence{"آغاز", "Begin"}
	QueueSooner = Sentence{"زودتر", "Sooner"}
	QueueLater  = Sentence{"دیرتر", "Later"}
	QueueCancel = Sentence{"برداشتن از نوبت", "Do not train"}
	TrainWaits  = Sentence{"%s  %s  %s  %s", "%s  %s  %s  %s"}

	QueueKeySooner = Sentence{"نوبت: یکی زودتر", "Queue: one sooner"}
	QueueKeyLater  = Sentence{"نوبت: یکی دیرتر", "Queue: one later"}
	QueueKeyFirst  = Sentence{"نوبت: پیش از همه", "Queue: before all"}
	QueueKeyLast   = Sentence{"نوبت: پس از همه", "Queue: after all"}
	QueueKeyCancel = Sentence{"نوبت: برداشتن", "Queue: do not train"}

	TrainCancelled = Sentence{"%s از نوبت برداشته شد.", "%s does not wait any more."}
)

// holds say why no training may go on for now, and what to do.
var holds = map[string]Sentence{
	app.HoldBattery: {"آموزش می‌ماند تا رایانه به برق وصل شود و سپس خودش پیش می‌رود؛ برای آموزش با باتری آن را در تنظیمات روا بدارید.", "The training waits until the computer is plugged in and then goes on by itself; to train on the battery too, allow it in the settings."},
	app.HoldNoSpace: {"دیسک پر است یا کمتر از پانصد مگابایت جا دارد؛ جا باز کنید تا آموزش خودش پیش برود.", "The disk is full or has less than 500 megabytes left; make room, and the training goes on by itself."},
}

// Hold words why no training may go on for now; for what it does not know, that
// it waits for its turn.
func Hold(reason string) Sentence {
	if s, ok := holds[reason]; ok {
		return s
	}
	return State(string(app.TrainingWaiting))
}

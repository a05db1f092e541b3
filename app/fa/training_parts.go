package fa

import "avagar/app/training"

// parts are what a training measures.
var parts = map[training.Part]Sentence{
	training.PartFrames:       {"خطای قاب‌ها", "loss of the frames"},
	training.PartTotal:        {"خطای کل", "total loss"},
	training.PartMel:          {"خطای مل", "loss of the mel spectrum"},
	training.PartCepstra:      {"خطای کپستروم", "loss of the cepstra"},
	training.PartDuration:     {"خطای دیرش", "loss of the durations"},
	training.PartProsody:      {"خطای زیروبمی و انرژی واج‌ها", "loss of pitch and energy of the phonemes"},
	training.PartPitch:        {"خطای {F0}", "loss of F0"},
	training.PartVoicing:      {"خطای واک", "loss of the voicing"},
	training.PartAperiodicity: {"خطای ناتناوبی", "loss of the aperiodicity"},
	training.PartPhones:       {"واج‌های نادرست‌شنیده، درصد", "phonemes heard wrong, %"},
	training.PartPreviews:     {"واج‌های نادرست‌شنیدهٔ پیش‌نمایش‌ها، درصد", "phonemes of the previews heard wrong, %"},
	training.PartDistortion:   {"دگرسانیِ مل‌کپسترال، دسی‌بل", "mel-cepstral distortion, dB"},
	training.PartDurationMs:   {"خطای دیرش، میلی‌ثانیه در هر واج", "duration error, ms a phone"},
	training.PartPitchCents:   {"خطای {F0}، سنت", "F0 error, cents"},
	training.PartRate:         {"نرخ یادگیری", "learning rate"},
	training.PartGradient:     {"اندازهٔ شیب", "gradient norm"},
	training.PartSpeed:        {"سرعت، قاب در ثانیه", "speed, frames a second"},
}

// Part words what a training measures.
func Part(p training.Part) Sentence { return parts[p] }

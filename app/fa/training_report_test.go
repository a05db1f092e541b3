package fa

import (
	"strings"
	"testing"

	"avagar/app/training"
)

func TestAReportSaysPlainlyWhetherTheBarIsReached(t *testing.T) {
	good := training.Report{
		Run: "a-1", Size: "base", Met: true, Phones: 618, HeldOut: 14,
		Natural:    training.Rendition{PhoneErrors: training.Interval{Value: 0.228, Low: 0.186, High: 0.272}},
		Synthesis:  training.Rendition{PhoneErrors: training.Interval{Value: 0.22, Low: 0.181, High: 0.25}, LogMel: &training.Interval{Value: 0.84, Low: 0.8, High: 0.871}},
		Difference: training.Interval{Value: -0.008, Low: -0.045, High: 0.027},
		Samples:    []training.Sample{{ID: "u1", Text: "a *b*\n| c", Picture: "1.png", Natural: "1-natural.wav"}},
		Utterances: []training.ReportUtterance{{ID: "u1", Phones: 50, Synthesis: 11}},
	}
	poor := good
	poor.Run, poor.Base, poor.Met = "b-1", "persian", false
	poor.Difference = training.Interval{Value: 0.1, Low: 0.05, High: 0.15}
	poor.Utterances = []training.ReportUtterance{{ID: "u1", Phones: 50, Synthesis: 16}}

	said := English.Report(good)
	for _, want := range []string{
		"a-1 reaches the bar", "22 % of the phones", "the recordings themselves 22.8 %", "-0.8 points (95 % interval: -4.5 to 2.7)",
		"other utterances could have told the opposite", "| mel distance, natural log |  |  | 0.84 (0.8 to 0.871) |",
		`a \*b\* \| c`, "](1.png)", "(1-natural.wav)",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	rows := English.ReportRows(good)
	if rows[0].Natural != "22.8 (18.6 to 27.2)" || rows[0].Spoken != "22 (18.1 to 25)" || rows[1].Natural != "" || rows[1].Spoken != "0.84 (0.8 to 0.871)" {
		t.Errorf("%+v", rows)
	}
	said = English.Reports([]training.Report{good, poor})
	for _, want := range []string{
		"| synthesis of a-1 | synthesis of b-1 |", "b-1 misses the bar", "b-1 against a-1: phones heard wrong differ by 10 points",
		"begun from nothing", "begun from the voice persian",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	said = Persian.Reports([]training.Report{good, poor})
	for _, want := range []string{"به سنجه رسید", "به سنجه نرسید", "۲۲٫۸ درصد", "سنجیده با ۱۴ گفته"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
}

package ui_test

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

const long = "این یک بند بلند فارسی است که باید در چند خط شکسته شود و ترتیب خط‌ها درست باشد؛ «پایان بند» (همین)."

var mixed = "مدل " + fa.Isolate("vits-piper") + " نسخهٔ ۲٫۱ (" + fa.Isolate("78 MB") + ") آماده است؛ تلفظ: " + fa.Isolate("sælɒːm")

// gallery is a page with every widget that the window uses.
func gallery() fyne.CanvasObject {
	paragraph := widget.NewLabel(long)
	paragraph.Wrapping = fyne.TextWrapWord
	entry := widget.NewMultiLineEntry()
	entry.Wrapping = fyne.TextWrapWord
	entry.SetText("سلام! نسخهٔ Go 1.26 را با apt نصب کنید (همین امروز).")
	choice := widget.NewSelect([]string{"صدای یکم", "صدای دوم"}, nil)
	choice.SetSelectedIndex(0)
	progress := ui.NewProgress()
	progress.SetValue(0.3)
	speed := widget.NewSlider(0.5, 3)
	speed.SetValue(1)
	form := widget.NewForm(widget.NewFormItem("نام", widget.NewEntry()), widget.NewFormItem("سرعت", ui.Track(speed)))
	primary := widget.NewButtonWithIcon("بگو", theme.MediaPlayIcon(), nil)
	primary.Importance = widget.HighImportance
	disabled := widget.NewButton("ذخیره", nil)
	disabled.Disable()
	check := widget.NewCheck("هنگام گفتن نشان بده", nil)
	check.SetChecked(true)
	bold := widget.NewLabelWithStyle("سرخط پررنگ ۱۲۳", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	medium := widget.NewLabelWithStyle("نوشتهٔ میانه", fyne.TextAlignLeading, fyne.TextStyle{Italic: true})
	sentence := widget.NewLabel(mixed)
	sentence.Wrapping = fyne.TextWrapWord
	phonemes := widget.NewLabelWithStyle(fa.Isolate("⟨sælɒːm ʔæɢʃʒ⟩"), fyne.TextAlignLeading, ui.Phonetic)
	words := container.NewVBox(bold, medium, sentence, phonemes, paragraph, entry)
	controls := container.NewVBox(container.NewHBox(primary, disabled), choice, check, progress, form)
	return container.NewBorder(nil, container.NewVBox(waveform(), heatmap()), nil, nil, container.NewVScroll(container.NewGridWithColumns(2, words, controls)))
}

func waveform() *ui.Waveform {
	w := ui.NewWaveform()
	w.SetPeaks(400, func(i int) (float32, float32) {
		v := float32(math.Abs(math.Sin(float64(i)/40)) * (0.5 + 0.5*math.Sin(float64(i)*1.7)) * float64(i) / 400)
		return -v, v
	})
	w.SetPlayhead(0.4)
	return w
}

func melFrames(frames, bands int) []float32 {
	mel := make([]float32, frames*bands)
	for i := range mel {
		f, b := i/bands, i%bands
		formant := math.Exp(-math.Pow(float64(b)-20-10*math.Sin(float64(f)/15), 2) / 60)
		mel[i] = float32(-11 + 11*formant*math.Abs(math.Sin(float64(f)/25)) + 3*math.Exp(-float64(b)/10))
	}
	return mel
}

func heatmap() *ui.Heatmap {
	h := ui.NewHeatmap()
	h.SetFrames(melFrames(300, 80), 80)
	h.SetPlayhead(0.4)
	return h
}

func TestTheGalleryLooksAsItDid(t *testing.T) {
	uitest.Page(t, "gallery", fyne.NewSize(1000, 720), gallery)
}

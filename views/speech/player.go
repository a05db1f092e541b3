package speech

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/speech"
	"avagar/engine/audio"
	"avagar/views/ui"
)

// player is the buttons and the pictures of the sound.
type player struct {
	svc     Service
	content fyne.CanvasObject

	speak, pause, stop, save *ui.Button
	wave                     *ui.Waveform
	mel                      *ui.Heatmap
	state, clock             *widget.Label
	quiet                    *widget.Label // that there is no sound device; the page finds it a place

	now        speech.Progress
	begin, end time.Duration // of what the pictures show
}

func newPlayer(svc Service, speak, save func()) *player {
	p := &player{svc: svc, wave: ui.NewWaveform(), mel: ui.NewHeatmap()}
	p.speak = ui.NewButtonWithIcon(ui.Say(fa.SpeechSpeak), theme.MediaPlayIcon(), speak)
	p.speak.Importance = widget.HighImportance
	p.pause = ui.NewButtonWithIcon(ui.Say(fa.SpeechPause), theme.MediaPauseIcon(), p.toggle)
	p.stop = ui.NewButtonWithIcon(ui.Say(fa.SpeechStop), theme.MediaStopIcon(), svc.Stop)
	p.save = ui.NewButtonWithIcon(ui.Say(fa.SpeechSave), theme.DocumentSaveIcon(), save)
	p.state, p.clock = widget.NewLabel(""), widget.NewLabel("")
	p.quiet = widget.NewLabel(ui.Say(fa.SpeechNoDevice))
	p.quiet.Wrapping, p.quiet.Importance = fyne.TextWrapWord, widget.WarningImportance
	p.quiet.Hide()
	p.wave.OnSeek, p.mel.OnSeek = p.seek, p.seek
	p.wave.OnToggle, p.mel.OnToggle = p.toggle, p.toggle
	buttons := ui.NewFlow([]fyne.CanvasObject{p.speak, p.pause, p.stop, p.save, p.state}, p.clock)
	p.content = ui.NewColumn(nil, buttons, p.wave, p.mel)
	p.show(speech.Progress{})
	return p
}

// toggle pauses, or goes on.
func (p *player) toggle() {
	switch p.now.State {
	case speech.Paused:
		p.svc.Resume()
	case speech.Speaking, speech.Preparing:
		p.svc.Pause()
	}
}

// seek goes to a share of what is there of the sound.
func (p *player) seek(at float64) {
	if length := p.end - p.begin; length > 0 {
		p.svc.Seek(p.begin + time.Duration(at*float64(length)))
	}
}

// show takes over how far the speaking is.
func (p *player) show(now speech.Progress) {
	p.now = now
	busy := now.State != speech.Idle
	ui.Able(p.pause, busy)
	ui.Able(p.stop, busy)
	if now.NoDevice || errors.Is(now.Err, audio.ErrNoDevice) {
		p.quiet.Show()
	} else if now.State == speech.Speaking {
		p.quiet.Hide()
	}
	p.showPause(now.State == speech.Paused)
	ui.SetText(p.state, ui.Say(stateSentence(now.State)))
	p.draw(now)
}

func (p *player) showPause(paused bool) {
	says, icon := fa.SpeechPause, theme.MediaPauseIcon()
	if paused {
		says, icon = fa.SpeechResume, theme.MediaPlayIcon()
	}
	if text := ui.Say(says); p.pause.Text != text {
		p.pause.Icon = icon
		p.pause.SetText(text)
	}
}

// draw shows the sound made so far and where it is heard.
func (p *player) draw(now speech.Progress) {
	picture := p.svc.Picture()
	if picture.Duration != p.end || picture.Start != p.begin {
		p.begin, p.end = picture.Start, picture.Duration
		peaks := picture.Peaks
		p.wave.SetPeaks(len(peaks), func(i int) (low, high float32) { return peaks[i].Min, peaks[i].Max })
		p.mel.SetFrames(framesOf(picture), picture.Bands)
	}
	at := -1.0
	if length := p.end - p.begin; length > 0 && now.State != speech.Idle {
		at = min(max(float64(now.Position-p.begin)/float64(length), 0), 1)
	}
	p.wave.SetPlayhead(at)
	p.mel.SetPlayhead(at)
	ui.SetText(p.clock, ui.Say(fa.SpeechPosition, clock(now.Position), clock(p.end)))
}

func clock(at time.Duration) fa.Words { return fa.Words(ui.Clock(at.Truncate(time.Second))) }

// framesOf is as many mel frames, [frames][bands], as there are peaks for, so
// that both pictures end at the same time.
func framesOf(picture speech.Picture) []float32 {
	if picture.HopLength <= 0 {
		return nil
	}
	frames := len(picture.Peaks) * picture.SamplesPerPeak / picture.HopLength
	return picture.Mel[:min(frames*picture.Bands, len(picture.Mel))]
}

func stateSentence(s speech.State) fa.Sentence {
	switch s {
	case speech.Preparing:
		return fa.SpeechPreparing
	case speech.Speaking:
		return fa.StatusSpeaks
	case speech.Paused:
		return fa.SpeechPaused
	}
	return fa.SpeechIdle
}

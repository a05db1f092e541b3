package cli

import (
	"path/filepath"

	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/voice"
)

type voiceCommands struct {
	List   voiceList   `cmd:"" help:"${voice_list}"`
	Info   voiceInfo   `cmd:"" help:"${voice_info}"`
	Import voiceImport `cmd:"" help:"${voice_import}"`
	Export voiceExport `cmd:"" help:"${voice_export}"`
	Remove voiceRemove `cmd:"" help:"${voice_remove}"`
	Check  voiceCheck  `cmd:"" help:"${voice_check}"`

	Picture voicePicture `cmd:"" help:"${voice_picture}"`
}

type (
	voiceList struct{}
	voiceInfo struct {
		Voice string `arg:"" help:"${voice_name}"`
	}
	voiceImport struct {
		File string `arg:"" help:"${voice_file}"`
	}
	voiceExport struct {
		Voice string `arg:"" help:"${voice_name}"`
		File  string `arg:"" optional:"" help:"${voice_target}"`
	}
	voiceRemove struct {
		Voice string `arg:"" help:"${voice_name}"`
	}
	voiceCheck struct {
		Voice string `arg:"" help:"${voice_name}"`
	}
)

// voiceDetail is what --json says of one voice.
type voiceDetail struct {
	library.Entry
	Error        string `json:"error,omitempty"`
	Size         string `json:"size,omitempty"`
	PictureBytes int    `json:"picture_bytes,omitempty"`
	Weights      int    `json:"weights,omitempty"`
	SampleRateHz int    `json:"sample_rate_hz,omitempty"`
}

func (s *session) library() (*library.Library, error) {
	home, err := s.home()
	return &library.Library{Home: home}, err
}

// Run lists the voices, those that cannot be opened among them.
func (voiceList) Run(s *session) error {
	l, err := s.library()
	if err != nil {
		return err
	}
	list, err := l.List()
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := s.listed(e); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) listed(e library.Entry) error {
	d := voiceDetail{Entry: e, PictureBytes: len(e.Picture)}
	if e.Err != nil {
		d.Error = s.locale.Error(e.Err)
	}
	switch {
	case s.json:
		return s.object(d)
	case e.Err != nil:
		return s.say(fa.VoiceBroken, e.ID, fa.Words(d.Error))
	case e.BuiltIn:
		return s.say(fa.VoiceBuiltIn, e.ID, e.Name, e.Language, e.License)
	}
	return s.say(fa.VoiceLine, e.ID, e.Name, e.Language, e.License, fa.Bytes(e.Bytes))
}

// Run tells all that is known of a voice.
func (c *voiceInfo) Run(s *session) error {
	l, err := s.library()
	if err != nil {
		return err
	}
	v, err := l.Get(c.Voice)
	if err != nil {
		return about(c.Voice, err)
	}
	e, err := l.Find(c.Voice)
	if err != nil {
		e = library.Entry{Path: c.Voice}
	}
	e.Info = v.Info
	return s.described(v, e)
}

func (s *session) described(v *voice.Voice, e library.Entry) error {
	if s.json {
		return s.object(voiceDetail{Entry: e, PictureBytes: len(v.Picture), Size: v.Model.Config.Size, Weights: v.Model.Weights(), SampleRateHz: v.SampleRate()})
	}
	i := v.Info
	origin := fa.Spoken
	if i.Synthetic {
		origin = fa.Machine
	}
	for _, line := range []struct {
		label fa.Sentence
		value any
	}{
		{fa.LabelID, i.ID}, {fa.LabelName, i.Name}, {fa.LabelLanguage, i.Language}, {fa.LabelLicense, i.License},
		{fa.LabelSpeaker, i.Speaker}, {fa.LabelDescription, i.Description}, {fa.LabelOrigin, origin}, {fa.LabelDataset, i.Dataset},
		{fa.LabelUtterances, i.Utterances}, {fa.LabelMinutes, i.Minutes}, {fa.LabelSteps, i.Steps}, {fa.LabelLoss, i.HeldOutLoss},
		{fa.LabelPicture, pictureSize(v.Picture)},
		{fa.LabelBase, i.Base}, {fa.LabelCreated, i.Created}, {fa.LabelSize, v.Model.Config.Size}, {fa.LabelWeights, v.Model.Weights()},
		{fa.LabelRate, v.SampleRate()}, {fa.LabelPath, e.Path},
	} {
		if line.value == "" {
			continue
		}
		if err := s.say(fa.LabelledLine, line.label, line.value); err != nil {
			return err
		}
	}
	return nil
}

// Run takes a voice file into the library.
func (c *voiceImport) Run(s *session) error {
	l, err := s.library()
	if err != nil {
		return err
	}
	e, err := l.Import(s.ctx, c.File)
	if err != nil {
		return about(c.File, err)
	}
	if s.json {
		return s.object(voiceDetail{Entry: e, PictureBytes: len(e.Picture)})
	}
	return s.say(fa.VoiceImported, e.ID)
}

// Run writes a voice to a file of its own.
func (c *voiceExport) Run(s *session) error {
	l, err := s.library()
	if err != nil {
		return err
	}
	e, err := l.Find(c.Voice)
	if err != nil {
		return about(c.Voice, err)
	}
	file := c.File
	if file == "" {
		file = filepath.Base(e.ID) + voice.Extension
	}
	if err := l.Export(c.Voice, file); err != nil {
		return about(file, err)
	}
	if s.json {
		return s.object(map[string]string{"id": e.ID, "file": file})
	}
	return s.say(fa.VoiceExported, e.ID, file)
}

// Run deletes a voice of the library.
func (c *voiceRemove) Run(s *session) error {
	l, err := s.library()
	if err != nil {
		return err
	}
	if err := l.Remove(c.Voice); err != nil {
		return about(c.Voice, err)
	}
	if s.json {
		return s.object(map[string]string{"id": c.Voice, "state": "removed"})
	}
	return s.say(fa.VoiceRemoved, c.Voice)
}

// Run has a voice speak a sentence without sounding it.
func (c *voiceCheck) Run(s *session) error {
	v, err := s.voice(c.Voice)
	if err != nil {
		return err
	}
	samples, err := library.Check(s.ctx, v)
	if err != nil {
		return about(c.Voice, err)
	}
	seconds := round(float64(samples)/float64(v.SampleRate()), 3)
	if s.json {
		return s.object(map[string]any{"id": v.Info.ID, "state": "sound", "duration_s": seconds})
	}
	return s.say(fa.VoiceChecked, v.Info.ID, seconds)
}

package cli

import (
	"io"
	"os"

	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/voice"
)

type voicePicture struct {
	Voice  string `arg:"" help:"${voice_name}"`
	File   string `arg:"" optional:"" help:"${voice_picture_file}"`
	Remove bool   `help:"${voice_picture_remove}"`
}

// Run gives a voice a picture, takes it away, or tells what it has.
func (c *voicePicture) Run(s *session) error {
	l, err := s.library()
	if err != nil {
		return err
	}
	e, err := l.Find(c.Voice)
	if err != nil {
		return about(c.Voice, err)
	}
	switch {
	case c.File != "":
		picture, err := s.picture(c.File)
		if err != nil {
			return about(c.File, err)
		}
		e, err = l.SetPicture(c.Voice, picture)
		if err != nil {
			return about(c.Voice, err)
		}
	case c.Remove:
		if e, err = l.SetPicture(c.Voice, nil); err != nil {
			return about(c.Voice, err)
		}
	}
	return s.pictured(e)
}

// picture reads a picture from a file, or from standard input where that is a dash.
func (s *session) picture(file string) ([]byte, error) {
	var in io.Reader = s.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return voice.ReadPicture(in)
}

func (s *session) pictured(e library.Entry) error {
	switch {
	case s.json:
		return s.object(map[string]any{"id": e.ID, "picture_bytes": len(e.Picture)})
	case len(e.Picture) == 0:
		return s.say(fa.VoiceNoPicture, e.ID)
	}
	return s.say(fa.VoicePictured, e.ID, fa.Bytes(len(e.Picture)))
}

// pictureSize is what stands of one in a list; empty where there is none.
func pictureSize(data []byte) any {
	if len(data) == 0 {
		return ""
	}
	return fa.Bytes(len(data))
}

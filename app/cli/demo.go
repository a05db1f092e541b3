package cli

import (
	"errors"

	"avagar/app"
	"avagar/app/fa"
	"avagar/engine/audio"
)

// demoFile is where the demonstration goes when it cannot be heard.
const demoFile = "avagar-demo.wav"

// demoCommand is avagar without a command: the window, and where there is no
// display to open it on, the program introduces itself.
type demoCommand struct{}

// Run opens the window, or speaks a sentence: to the sound device, else to a file.
func (demoCommand) Run(s *session) error {
	if s.Window != nil && !s.json && display(s.Getenv) {
		err := s.window()
		if !errors.Is(err, app.ErrNoWindow) {
			return err
		}
		s.log(err)
	}
	if !s.json {
		s.tell(fa.NoDisplay)
		s.tell(fa.Speaking, fa.Words(fa.DemoText))
	}
	say := sayCommand{Speed: 1, Range: 1, Text: []string{fa.DemoText}}
	err := say.Run(s)
	if errors.Is(err, audio.ErrNoDevice) {
		s.tell(fa.NoDeviceSoFile)
		say.Out = demoFile
		err = say.Run(s)
	}
	return err
}

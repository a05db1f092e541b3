package cli

import (
	"errors"

	"avagar/app/fa"
	"avagar/engine/audio"
)

// demoFile is where the demonstration goes when it cannot be heard.
const demoFile = "avagar-demo.wav"

// demoText is what avagar says without a command.
const demoText = "سلام! من آواگر هستم، و این صدا را همین رایانه، بدون اینترنت، از نوشته ساخته است."

// demoCommand is avagar without a command: as long as there is no window it
// introduces itself.
type demoCommand struct{}

// Run speaks a sentence: to the sound device, else to a file.
func (demoCommand) Run(s *session) error {
	if !s.json {
		s.tell(fa.NoWindowYet)
		s.tell(fa.Speaking, fa.Words(demoText))
	}
	say := sayCommand{Speed: 1, Range: 1, Text: []string{demoText}}
	err := say.Run(s)
	if errors.Is(err, audio.ErrNoDevice) {
		s.tell(fa.NoDeviceSoFile)
		say.Out = demoFile
		err = say.Run(s)
	}
	return err
}

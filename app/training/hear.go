package training

import (
	"context"
	"fmt"

	"avagar/engine/audio"
)

// Hear plays a preview to its end, or until ctx is cancelled. Errors:
// audio.ErrNoDevice, and those of reading the file.
func (s *Service) Hear(ctx context.Context, p Preview) error {
	clip, err := audio.ReadFile(p.Path)
	if err != nil {
		return fmt.Errorf("training: preview at step %d: %w", p.Step, err)
	}
	if err := audio.PlayClip(ctx, clip.Channels[0], clip.Rate); err != nil {
		return fmt.Errorf("training: preview at step %d: %w", p.Step, err)
	}
	return nil
}

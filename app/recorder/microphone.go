package recorder

import (
	"context"
	"fmt"
	"slices"

	"avagar/app"
	"avagar/app/account"
)

// microphoneSetting is the setting that remembers the microphone.
const microphoneSetting = "microphone"

// Settings are all that the recorder asks of a person's: *account.Service has them.
type Settings interface {
	Settings(ctx context.Context) (account.Settings, error)
	Set(ctx context.Context, name, value string) error
}

// Microphones are those that can be chosen.
type Microphones struct {
	Names  []string // that are connected
	Chosen string   // empty: the system's own; it may be disconnected at present
}

// Microphones asks the system which there are. Errors: those of
// capture.Microphones, Chosen is told all the same; those of the settings.
func (r *Recorder) Microphones(ctx context.Context) (Microphones, error) {
	chosen, err := r.chosen(ctx)
	if err != nil {
		return Microphones{}, err
	}
	names, err := r.microphones()
	if err != nil {
		err = fmt.Errorf("recorder: %w", err)
	}
	return Microphones{names, chosen}, err
}

// Choose has takes be heard from a microphone, the system's own where the name is
// empty, from the next one on; the settings remember it. Errors: ErrMicrophone,
// those of capture.Microphones and of the settings.
func (r *Recorder) Choose(ctx context.Context, name string) error {
	if name != "" {
		names, err := r.microphones()
		if err != nil {
			return fmt.Errorf("recorder: %w", err)
		}
		if !slices.Contains(names, name) {
			return fmt.Errorf("recorder: %w", &app.About{Subject: name, Err: ErrMicrophone})
		}
	}
	if r.Settings == nil {
		return nil
	}
	if err := r.Settings.Set(ctx, microphoneSetting, name); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	r.miss("")
	r.Changed.Publish(struct{}{})
	return nil
}

func (r *Recorder) chosen(ctx context.Context) (string, error) {
	if r.Settings == nil {
		return "", nil
	}
	now, err := r.Settings.Settings(ctx)
	if err != nil {
		return "", fmt.Errorf("recorder: %w", err)
	}
	return now.Microphone, nil
}

// miss notes which chosen microphone was not there.
func (r *Recorder) miss(name string) {
	r.mu.Lock()
	r.missing = name
	r.mu.Unlock()
}

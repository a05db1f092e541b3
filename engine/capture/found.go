//go:build cgo

package capture

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"github.com/gen2brain/malgo"

	"avagar/engine/audio"
)

// found is a microphone that the system knows.
type found struct {
	name string
	id   malgo.DeviceID
}

// Microphones are the names of the microphones that can be chosen, as the system
// calls them and in its order; the second one of a name ends in "(2)". The error is
// ErrNoMicrophone where the system cannot be asked; none is no error.
func Microphones() ([]string, error) {
	audio.QuietDriver()
	context, list, err := microphones()
	if err != nil {
		return nil, err
	}
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.name
	}
	return names, end(context)
}

// choosing are the ways to devices by name: on Linux that of the sound server, if
// one runs, since it knows those without wires too and shares the others.
func choosing() []malgo.Backend {
	if runtime.GOOS == "linux" {
		return []malgo.Backend{malgo.BackendPulseaudio, malgo.BackendAlsa}
	}
	return nil
}

// microphones lists them; the context they are in has to be ended.
func microphones() (*malgo.AllocatedContext, []found, error) {
	context, err := malgo.InitContext(choosing(), malgo.ContextConfig{}, nil)
	if err != nil {
		return nil, nil, named(err)
	}
	devices, err := context.Devices(malgo.Capture)
	if err != nil {
		_ = end(context) // the first error says more
		return nil, nil, named(err)
	}
	var list []found
	for i := range devices {
		if d := &devices[i]; !isPlugin(idOf(d.ID)) {
			list = append(list, found{plain(d.Name()), d.ID})
		}
	}
	return context, distinct(list), nil
}

// idOf is the text of an id, where it is one.
func idOf(id malgo.DeviceID) string {
	text, _, _ := strings.Cut(string(id[:]), "\x00")
	return text
}

// plugins are what ALSA lists as devices beside cards, and what is the system's own
// choice anyhow; monitors hear what is played.
var plugins = []string{"null", "default", "sysdefault", "lavrate", "samplerate", "speexrate", "speex", "jack", "oss", "upmix", "vdownmix", "usbstream", "arcamav"}

func isPlugin(id string) bool {
	if runtime.GOOS != "linux" {
		return false
	}
	id, _, _ = strings.Cut(id, ":")
	return id != "" && slices.Contains(plugins, id) || strings.HasSuffix(id, ".monitor")
}

// longestName is the length of a name that is kept, in bytes.
const longestName = 150

// plain is a name in one line.
func plain(name string) string {
	name = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(name, ""), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if len(name) > longestName {
		name = strings.TrimSpace(strings.ToValidUTF8(name[:longestName], ""))
	}
	return name
}

// distinct numbers microphones of the same name, and leaves out those without one.
func distinct(list []found) []found {
	seen := map[string]int{}
	var out []found
	for _, f := range list {
		if f.name == "" {
			continue
		}
		seen[f.name]++
		if n := seen[f.name]; n > 1 {
			f.name = fmt.Sprintf("%s (%d)", f.name, n)
		}
		out = append(out, f)
	}
	return out
}

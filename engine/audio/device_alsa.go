//go:build linux && !android

package audio

// #cgo pkg-config: alsa
// #include <alsa/asoundlib.h>
//
// static void quiet(const char *file, int line, const char *function, int err, const char *fmt, ...) {}
// static void silence(void) { snd_lib_error_set_handler(quiet); }
import "C"

// QuietDriver keeps ALSA from printing its own lines to standard error when
// there is no sound card: the error returned says it all.
func QuietDriver() { C.silence() }

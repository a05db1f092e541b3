package bench

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
)

// residentMB is the memory the process holds at this moment, in MB of 10^6
// bytes: VmRSS where Linux tells it, else what Go took from the system. peak
// is the most it ever held.
func residentMB() (now, peak float64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.Sys) / 1e6, float64(m.Sys) / 1e6
	}
	return field(status, "VmRSS:"), field(status, "VmHWM:")
}

// field reads a line such as "VmRSS:   1234 kB".
func field(status []byte, name string) float64 {
	_, rest, _ := bytes.Cut(status, []byte(name))
	words := bytes.Fields(rest)
	if len(words) == 0 {
		return 0
	}
	kib, err := strconv.ParseFloat(string(words[0]), 64)
	if err != nil {
		return 0
	}
	return kib * 1024 / 1e6
}

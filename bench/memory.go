package bench

import (
	"bytes"
	"os"
	"runtime"
	"runtime/debug"
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

// cpuSeconds is the time all cores together have spent on this process, in
// steps of 10 ms; 0 where the system is not Linux.
func cpuSeconds() float64 {
	stat, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	const user, system, ticks = 11, 12, 100 // counted from behind the name
	if len(fields) <= system {
		return 0
	}
	sum := 0.0
	for _, f := range fields[user : system+1] {
		n, _ := strconv.ParseFloat(string(f), 64)
		sum += n / ticks
	}
	return sum
}

// forgetMemory gives what is not needed back to the system and lets the most
// memory ever held begin anew, where Linux does that.
func forgetMemory() {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // proc(5); the peak is then that of the whole process
}

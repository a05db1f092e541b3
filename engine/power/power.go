// Package power knows what a computer runs on.
package power

import (
	"io/fs"
	"path"
	"strings"
)

// onBattery reads the folders of /sys/class/power_supply. A battery of a mouse is
// none of the computer's; where something that is plugged in gives power, an
// old battery may say what it will.
func onBattery(supplies fs.FS) bool {
	entries, err := fs.ReadDir(supplies, ".")
	if err != nil {
		return false
	}
	discharging := false
	for _, e := range entries {
		says := func(name string) string {
			b, _ := fs.ReadFile(supplies, path.Join(e.Name(), name)) // a file that is missing says nothing
			return strings.TrimSpace(string(b))
		}
		switch says("type") {
		case "Mains", "USB":
			if says("online") == "1" {
				return false
			}
		case "Battery":
			discharging = discharging || says("scope") != "Device" && says("status") == "Discharging"
		}
	}
	return discharging
}

package power

import "os"

// OnBattery tells whether the computer runs on its battery.
func OnBattery() bool { return onBattery(os.DirFS("/sys/class/power_supply")) }

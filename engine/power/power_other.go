//go:build !linux

package power

// OnBattery does not know here, and says no.
func OnBattery() bool { return false }

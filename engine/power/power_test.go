package power

import (
	"testing"
	"testing/fstest"
)

// supplies are folders with a file for each fact.
func supplies(facts map[string]string) fstest.MapFS {
	all := fstest.MapFS{}
	for name, says := range facts {
		all[name] = &fstest.MapFile{Data: []byte(says + "\n")}
	}
	return all
}

func TestABatteryIsNoticedWhileItGivesPower(t *testing.T) {
	for name, c := range map[string]struct {
		facts map[string]string
		want  bool
	}{
		"a computer without a battery": {nil, false},
		"unplugged":                    {map[string]string{"AC/type": "Mains", "AC/online": "0", "BAT0/type": "Battery", "BAT0/status": "Discharging"}, true},
		"plugged in":                   {map[string]string{"AC/type": "Mains", "AC/online": "1", "BAT0/type": "Battery", "BAT0/status": "Charging"}, false},
		"full":                         {map[string]string{"BAT0/type": "Battery", "BAT0/status": "Full"}, false},
		"plugged in, too weak a plug":  {map[string]string{"ucsi/type": "USB", "ucsi/online": "1", "BAT0/type": "Battery", "BAT0/status": "Discharging"}, false},
		"no plug is told of":           {map[string]string{"BAT0/type": "Battery", "BAT0/status": "Discharging"}, true},
		"the mouse's own":              {map[string]string{"hid/type": "Battery", "hid/scope": "Device", "hid/status": "Discharging"}, false},
		"the second of two":            {map[string]string{"BAT0/type": "Battery", "BAT0/status": "Unknown", "BAT1/type": "Battery", "BAT1/status": "Discharging"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onBattery(supplies(c.facts)); got != c.want {
				t.Errorf("on battery: %v", got)
			}
		})
	}
	OnBattery() // whatever this computer runs on
}

package settings

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/views/ui"
)

// source is the group of settings for what comes from the hub.
type source struct {
	endpoint, mirrors, proxy *line
	trust, metered, offline  *ui.Check
	hours                    *hours
	parallel                 *measure
	speedLimit               *choice
	trial                    *trial
	token                    *token
}

// mostParallel is how many downloads can run at once.
const mostParallel = 8

func newSource(p *Page) *source {
	return &source{
		endpoint: p.newLine("endpoint", fa.Sentence{}),
		mirrors:  p.newLine("mirrors", fa.MirrorsHint),
		proxy:    p.newLine("proxy", fa.ProxyHint),
		hours:    newHours(p),
		trust:    p.newToggle("trust_mirrors", fa.TrustMirrors),
		metered:  p.newToggle("metered", fa.MeteredYes),
		offline:  p.newToggle("offline", fa.OfflineYes),
		parallel: p.newMeasure("parallel_downloads", 1, mostParallel, 1, func(v float64) string { return ui.Locale().Number(v, 0) }),

		speedLimit: p.newChoice("speed_limit", nil),
		trial:      newTrial(p),
		token:      newToken(p),
	}
}

// newToggle is a setting that is on or off.
func (p *Page) newToggle(name string, says fa.Sentence) *ui.Check {
	return ui.NewCheck(ui.Say(says), func(on bool) {
		value := "off"
		if on {
			value = "on"
		}
		p.set(name, value)
	})
}

func (s *source) show(now account.Settings) {
	s.endpoint.show(now.Endpoint)
	s.mirrors.show(now.Mirrors)
	s.proxy.show(account.Shown(now.Proxy))
	s.hours.show(now.DownloadWindow)
	s.trust.SetChecked(now.TrustMirrors)
	s.metered.SetChecked(now.Metered)
	s.offline.SetChecked(now.Offline)
	s.parallel.show(float64(now.ParallelDownloads))
	s.offerLimits(now.SpeedLimit)
	s.speedLimit.show(strconv.Itoa(now.SpeedLimit))
}

// limits are speeds to choose from, in kB/s.
var limits = []int{0, 50, 100, 250, 500, 1000, 2000, 5000, 10000}

// offerLimits offers them beside the one that holds, in the numerals of now.
func (s *source) offerLimits(held int) {
	all := limits
	if !slices.Contains(all, held) {
		all = append(slices.Clone(all), held)
		slices.Sort(all)
	}
	var values, says []string
	for _, v := range all {
		text := ui.Say(fa.LimitNone)
		if v > 0 {
			text = ui.Locale().Speed(float64(v) * 1000)
		}
		values, says = append(values, strconv.Itoa(v)), append(says, text)
	}
	if !slices.Equal(says, s.speedLimit.control.Options) {
		s.speedLimit.fill(values, says)
		s.speedLimit.control.ClearSelected()
	}
}

// rows are the group as it stands on the page.
func (s *source) rows() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		ui.Heading(fa.SettingsHub),
		ui.NewField(ui.Say(fa.SettingEndpoint), s.endpoint),
		ui.NewField(ui.Say(fa.SettingMirrors), s.mirrors),
		ui.NewField(ui.Say(fa.SettingProxy), s.proxy),
		ui.NewField(ui.Say(fa.SettingTrial), s.trial.content),
		ui.NewField(ui.Say(fa.SettingToken), s.token.content),
		ui.NewField(ui.Say(fa.SettingTrust), ui.NewColumn(nil, s.trust, ui.Wrapped(ui.Say(fa.TrustMirrorsHint)))),
		ui.NewField(ui.Say(fa.SettingParallel), s.parallel.control),
		ui.NewField(ui.Say(fa.SettingSpeedLimit), s.speedLimit.control),
		ui.NewField(ui.Say(fa.SettingHours), s.hours.content),
		ui.NewField(ui.Say(fa.SettingMetered), s.metered),
		ui.NewField(ui.Say(fa.SettingOffline), s.offline),
	}
}

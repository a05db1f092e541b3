package settings

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/engine/hub"
	"avagar/engine/hub/hubtest"
	"avagar/views/ui"
)

// fakeToken keeps a token in memory and says that it is somewhere.
type fakeToken struct {
	token string
	place account.Place // where it would be kept
}

func (f *fakeToken) Place() account.Place {
	if f.token == "" {
		return account.Nowhere
	}
	return f.place
}

func (f *fakeToken) Set(token string) (account.Place, error) {
	if token == "wrong" {
		return account.Nowhere, account.ErrToken
	}
	f.token = token
	return f.place, nil
}

func (f *fakeToken) Forget() error {
	f.token = ""
	return nil
}

// shown is the page in a window, so that the focus moves.
func shown(t *testing.T, b *bench) fyne.Canvas {
	t.Helper()
	w := test.NewTempWindow(t, b.Content())
	w.Resize(fyne.NewSize(900, 700))
	return w.Canvas()
}

func typed(c fyne.Canvas, l *line, text string) {
	c.Focus(l)
	l.SetText(text)
}

func TestEveryControlOfTheHubSetsItsSetting(t *testing.T) {
	b := newBench(t, nil)
	c, s := shown(t, b), b.source
	for l, text := range map[*line]string{
		s.endpoint: "https://hub.example/", s.mirrors: "https://a.example، https://b.example",
		s.proxy: "socks5://me:secret@127.0.0.1:1080",
	} {
		typed(c, l, text)
		c.Unfocus()
	}
	s.trust.SetChecked(true)
	s.metered.SetChecked(true)
	b.battery.SetChecked(true)
	s.offline.SetChecked(true)
	s.parallel.slider.OnChangeEnded(5)
	s.speedLimit.control.SetSelectedIndex(2)
	s.hours.only.SetChecked(true)
	s.hours.from.control.SetSelected("۲۲:۰۰")
	if len(b.errs) > 0 {
		t.Fatal(b.errs)
	}
	now := b.settings()
	if !now.TrainOnBattery {
		t.Error("a training waits for the mains")
	}
	if now.Endpoint != "https://hub.example" || now.Mirrors != "https://a.example https://b.example" || now.Proxy != "socks5://me:secret@127.0.0.1:1080" {
		t.Errorf("addresses are %+v", now)
	}
	if !now.TrustMirrors || !now.Metered || !now.Offline || now.ParallelDownloads != 5 || now.SpeedLimit != 100 || now.DownloadWindow != "22-6" {
		t.Errorf("set to %+v", now)
	}
	if s.endpoint.Text != now.Endpoint || s.proxy.Text != "socks5://me:xxxxx@127.0.0.1:1080" {
		t.Errorf("the page shows %q and %q", s.endpoint.Text, s.proxy.Text)
	}
}

func TestHoursOfTheTerminalAreShownAndCanBeAllTheDay(t *testing.T) {
	b := newBench(t, nil)
	h := b.source.hours
	if h.only.Checked || !h.from.control.Disabled() {
		t.Error("at first there are hours")
	}
	if err := b.Account.Set(t.Context(), "download_window", "22:30-7"); err != nil {
		t.Fatal(err)
	}
	if !h.only.Checked || h.from.control.Selected != "۲۲:۳۰" || h.to.control.Selected != "۷:۰۰" {
		t.Errorf("it shows %t, from %q to %q", h.only.Checked, h.from.control.Selected, h.to.control.Selected)
	}
	h.from.control.SetSelected("۷:۰۰")
	if len(b.errs) != 1 || !errors.Is(b.errs[0], account.ErrWindow) || h.from.control.Selected != "۲۲:۳۰" {
		t.Errorf("a span of nothing: %v, it shows %q", b.errs, h.from.control.Selected)
	}
	h.only.SetChecked(false)
	if got := b.settings().DownloadWindow; got != "" {
		t.Errorf("all the day is %q", got)
	}
}

func TestAPasswordOfAProxyStaysWhenItsMaskIsLeft(t *testing.T) {
	b := newBench(t, nil)
	c := shown(t, b)
	typed(c, b.source.proxy, "http://me:secret@10.0.0.1:3128")
	c.Unfocus()
	c.Focus(b.source.proxy)
	c.Unfocus()
	if got := b.settings().Proxy; got != "http://me:secret@10.0.0.1:3128" {
		t.Errorf("the proxy is %q", got)
	}
}

func TestARefusedAddressCanBeMendedAndGoesBackWhenLeft(t *testing.T) {
	b := newBench(t, nil)
	c, l := shown(t, b), b.source.endpoint
	typed(c, l, "ftp://hub.example")
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(b.errs) != 1 || !errors.Is(b.errs[0], account.ErrEndpoint) || l.Text != "ftp://hub.example" {
		t.Fatalf("errors %v, the field shows %q", b.errs, l.Text)
	}
	c.Unfocus()
	if l.Text != hub.DefaultEndpoint || b.settings().Endpoint != hub.DefaultEndpoint {
		t.Errorf("the field shows %q, set is %q", l.Text, b.settings().Endpoint)
	}
}

func TestEscTakesBackWhatWasTyped(t *testing.T) {
	b := newBench(t, nil)
	c, l := shown(t, b), b.source.mirrors
	typed(c, l, "https://a.ex")
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	c.Unfocus()
	if l.Text != "" || b.settings().Mirrors != "" || len(b.errs) > 0 {
		t.Errorf("the field shows %q, set is %q, errors %v", l.Text, b.settings().Mirrors, b.errs)
	}
}

func TestWhatIsBeingTypedOutlivesOtherChanges(t *testing.T) {
	b := newBench(t, nil)
	c, l := shown(t, b), b.source.endpoint
	typed(c, l, "https://hub.ex")
	if err := b.Account.Set(t.Context(), "width", "900"); err != nil {
		t.Fatal(err)
	}
	if l.Text != "https://hub.ex" {
		t.Errorf("the field shows %q", l.Text)
	}
}

func TestALimitOfTheTerminalIsOfferedToo(t *testing.T) {
	b := newBench(t, nil)
	if err := b.Account.Set(t.Context(), "speed_limit", "333"); err != nil {
		t.Fatal(err)
	}
	if got := b.source.speedLimit.control.Selected; got != "۳۳۳ کیلوبایت در ثانیه" {
		t.Errorf("the page shows %q", got)
	}
	if b.settings().SpeedLimit != 333 || len(b.errs) > 0 {
		t.Errorf("then it is %d, errors %v", b.settings().SpeedLimit, b.errs)
	}
}

// verdicts are the lines of a trial.
func (b *bench) verdicts() (texts []string, importances []widget.Importance) {
	for _, o := range b.source.trial.results.Objects {
		l := o.(*widget.Label)
		texts, importances = append(texts, l.Text), append(importances, l.Importance)
	}
	return texts, importances
}

func TestATrialTellsGoodAddressesFromBadOnes(t *testing.T) {
	good, bad := hubtest.New(t), hubtest.New(t)
	for _, s := range []*hubtest.Server{good, bad} {
		s.Add(hubtest.Repo{ID: "demo/voice", Files: []hubtest.File{hubtest.Text("config.json", "{}"), hubtest.Generated("model.onnx", 1, 1000)}})
	}
	bad.Break(hubtest.NoHeaders())
	b := newBench(t, nil)
	for name, value := range map[string]string{"endpoint": good.Endpoint(), "mirrors": bad.Endpoint()} {
		if err := b.Account.Set(t.Context(), name, value); err != nil {
			t.Fatal(err)
		}
	}
	b.probe = func(ctx context.Context, address string) (hub.Probe, error) {
		c, err := hub.New(b.settings().HubOptions(b.Getenv))
		if err != nil {
			return hub.Probe{}, err
		}
		return c.Probe(ctx, address)
	}
	test.Tap(&b.source.trial.button.Button)
	texts, importances := b.verdicts()
	if len(texts) != 2 || importances[0] != widget.SuccessImportance || importances[1] != widget.DangerImportance {
		t.Fatalf("it says %q, %v", texts, importances)
	}
	if b.source.trial.button.Text != ui.Say(fa.TrialBegin) {
		t.Errorf("the button says %q", b.source.trial.button.Text)
	}
}

func TestATrialCanBeStoppedAndEndsWithThePage(t *testing.T) {
	b := newBench(t, nil)
	if err := b.Account.Set(t.Context(), "mirrors", "https://a.example"); err != nil {
		t.Fatal(err)
	}
	for name, stop := range map[string]func(){"button": b.source.trial.button.OnTapped, "page": b.Hidden} {
		b.probe = func(ctx context.Context, _ string) (hub.Probe, error) {
			if got := b.source.trial.button.Text; got != ui.Say(fa.TrialStop) {
				t.Errorf("the button says %q meanwhile", got)
			}
			stop()
			<-ctx.Done()
			return hub.Probe{}, ctx.Err()
		}
		b.source.trial.press()
		texts, _ := b.verdicts()
		if want := ui.Say(fa.TrialLine, hub.DefaultEndpoint, fa.Words(ui.Say(fa.TrialStopped))); len(texts) != 1 || texts[0] != want {
			t.Errorf("stopped by the %s it says %q", name, texts)
		}
	}
	if len(b.errs) > 0 {
		t.Error(b.errs)
	}
}

func TestATokenIsTakenWarnedOfAndDeletedButNeverShown(t *testing.T) {
	b := newBench(t, nil)
	k := b.source.token
	if k.state.Text != ui.Say(fa.TokenNowhere) || !k.keep.Disabled() || k.forget.Visible() || !k.field.Password {
		t.Fatalf("without one it says %q", k.state.Text)
	}
	b.token.place = account.File
	k.field.SetText("hf_secret")
	test.Tap(&k.keep.Button)
	if b.token.token != "hf_secret" || k.field.Text != "" {
		t.Errorf("kept is %q, the field holds %q", b.token.token, k.field.Text)
	}
	if k.state.Text != ui.Say(fa.TokenInFile) || k.state.Importance != widget.WarningImportance || !k.forget.Visible() {
		t.Errorf("in a file it says %q", k.state.Text)
	}
	test.Tap(&k.forget.Button)
	if b.token.token != "" || k.state.Text != ui.Say(fa.TokenNowhere) || k.forget.Visible() {
		t.Errorf("after deleting it says %q", k.state.Text)
	}
	b.token.place = account.Keyring
	k.field.SetText("wrong")
	k.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(b.errs) != 1 || !errors.Is(b.errs[0], account.ErrToken) || k.field.Text != "wrong" {
		t.Errorf("a wrong one: %v, the field holds %q", b.errs, k.field.Text)
	}
	k.field.SetText("hf_other")
	k.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if k.state.Text != ui.Say(fa.TokenInKeyring) {
		t.Errorf("in the keyring it says %q", k.state.Text)
	}
}

func TestEveryPlaceOfATokenHasASentence(t *testing.T) {
	for _, p := range []account.Place{account.Nowhere, account.Environment, account.Keyring, account.File, account.Shared} {
		if placed[p] == (fa.Sentence{}) {
			t.Errorf("%q has none", p)
		}
	}
}

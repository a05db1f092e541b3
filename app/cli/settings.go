package cli

import (
	"fmt"
	"slices"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/fa"
	"avagar/app/store"
)

type settingsCommands struct {
	List  settingsList  `cmd:"" help:"${settings_list}"`
	Get   settingsGet   `cmd:"" help:"${settings_get}"`
	Set   settingsSet   `cmd:"" help:"${settings_set}"`
	Reset settingsReset `cmd:"" help:"${settings_reset}"`
}

type (
	settingsList struct{}
	settingsGet  struct {
		Name string `arg:"" help:"${setting_name}"`
	}
	settingsSet struct {
		Name  string `arg:"" help:"${setting_name}"`
		Value string `arg:"" help:"${setting_value}"`
	}
	settingsReset struct {
		Name string `arg:"" help:"${setting_name}"`
	}
)

// settingItem is what --json says of one setting.
type settingItem struct {
	ID       string            `json:"id"`
	Value    string            `json:"value"`
	Default  string            `json:"default"`
	Allowed  string            `json:"allowed,omitempty"`
	Override *account.Override `json:"override,omitempty"`
}

func itemOf(i account.Item) settingItem {
	return settingItem{i.Name, i.Value, i.Default, i.Allowed, i.Override}
}

// settings opens the person's settings and hands them to use.
func (s *session) settings(use func(*account.Service) error) error {
	return s.records(func(kept *store.Store, user app.User) error {
		settings := account.New(kept, user.ID)
		settings.Getenv = s.Getenv
		return use(settings)
	})
}

// Run lists the settings, and the variables that have a say.
func (settingsList) Run(s *session) error {
	return s.settings(func(settings *account.Service) error {
		list, err := settings.List(s.ctx)
		if err != nil {
			return err
		}
		for _, i := range list {
			if err := s.setting(i); err != nil {
				return err
			}
		}
		if s.json {
			return nil
		}
		for _, o := range account.Overrides(s.Getenv) {
			if err := s.say(fa.SettingVariable, o.Variable, o.Value); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) setting(i account.Item) error {
	switch {
	case s.json:
		return s.object(itemOf(i))
	case i.Allowed == "":
		return s.say(fa.SettingWord, i.Name, i.Value)
	}
	return s.say(fa.SettingLine, i.Name, i.Value, i.Allowed, i.Default)
}

// Run writes the value of one setting.
func (c *settingsGet) Run(s *session) error {
	return s.settings(func(settings *account.Service) error {
		list, err := settings.List(s.ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list, func(i account.Item) bool { return i.Name == c.Name })
		if at < 0 {
			return about(c.Name, account.ErrSetting)
		}
		if s.json {
			return s.object(itemOf(list[at]))
		}
		_, err = fmt.Fprintln(s.Out, list[at].Value)
		return err
	})
}

// Run changes one setting.
func (c *settingsSet) Run(s *session) error {
	return s.settings(func(settings *account.Service) error {
		if err := settings.Set(s.ctx, c.Name, c.Value); err != nil {
			return about(c.Name, err)
		}
		return s.changed(settings, c.Name)
	})
}

// Run takes one setting back to its default.
func (c *settingsReset) Run(s *session) error {
	return s.settings(func(settings *account.Service) error {
		if err := settings.Reset(s.ctx, c.Name); err != nil {
			return about(c.Name, err)
		}
		return s.changed(settings, c.Name)
	})
}

// changed tells what a setting is now, as it was understood.
func (s *session) changed(settings *account.Service, name string) error {
	list, err := settings.List(s.ctx)
	if err != nil {
		return err
	}
	for _, i := range list {
		switch {
		case i.Name != name:
		case s.json:
			return s.object(itemOf(i))
		default:
			return s.say(fa.SettingChanged, i.Name, i.Value)
		}
	}
	return nil
}

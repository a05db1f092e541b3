package cli

import (
	"avagar/app/account"
	"avagar/app/boot"
	"avagar/app/fa"
	"avagar/engine/hub"
)

type hubToken struct {
	Show   tokenShow   `cmd:"" default:"1" help:"${token_show}"`
	Set    tokenSet    `cmd:"" help:"${token_set}"`
	Forget tokenForget `cmd:"" help:"${token_forget}"`
}

type (
	tokenShow   struct{}
	tokenSet    struct{}
	tokenForget struct{}
)

// tokenObject is what --json says of the token; the token itself is never told.
type tokenObject struct {
	Place account.Place `json:"place"` // empty where there is none
	Name  string        `json:"name,omitempty"`
	Error string        `json:"error,omitempty"`
}

var places = map[account.Place]fa.Sentence{
	account.Nowhere: fa.TokenNowhere, account.Keyring: fa.TokenInKeyring, account.File: fa.TokenInFile,
	account.Environment: fa.TokenInEnvironment, account.Shared: fa.TokenShared,
}

// Run tells whether there is a token, and whose it is.
func (tokenShow) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		o := tokenObject{Place: a.Token.Place()}
		who, err := a.WhoAmI(s.ctx)
		switch {
		case o.Place == account.Nowhere:
		case err != nil:
			o.Error = s.locale.Error(err)
		default:
			o.Name = who.Name
		}
		if s.json {
			return s.object(o)
		}
		if err := s.say(places[o.Place]); err != nil {
			return err
		}
		switch {
		case o.Error != "":
			return s.say(fa.LabelledLine, fa.HubUnasked, fa.Words(o.Error))
		case o.Name != "":
			return s.say(fa.TokenOf, o.Name)
		}
		return nil
	})
}

// longestToken bounds what is read as a token, in bytes.
const longestToken = 4 << 10

// Run keeps the token that stands in the first line of standard input: command
// lines are for everybody to see.
func (tokenSet) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		if terminal(s.In) {
			s.tell(fa.TokenPaste)
		}
		line, err := s.secret()
		if err != nil {
			return err
		}
		place, err := a.Token.Set(line)
		if err != nil {
			return err
		}
		if s.json {
			return s.object(tokenObject{Place: place})
		}
		return s.say(places[place])
	})
}

// Run deletes the token.
func (tokenForget) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		if err := a.Token.Forget(); err != nil {
			return err
		}
		if s.json {
			return s.object(tokenObject{Place: a.Token.Place()})
		}
		return s.say(fa.TokenForgotten)
	})
}

type hubMirrors struct {
	Address []string `arg:"" optional:"" help:"${hub_address}"`
}

// mirrorObject is what --json says of an address that was tried as a hub.
type mirrorObject struct {
	ID        string `json:"id"`
	Good      bool   `json:"good"`
	API       bool   `json:"api"`
	Headers   bool   `json:"headers"`
	Ranges    bool   `json:"ranges"`
	LatencyMs int64  `json:"latency_ms"`
	Error     string `json:"error,omitempty"`
}

// Run tries out addresses as hubs: those that were given, else those of the
// settings. It fails where none of them can be downloaded from.
func (c *hubMirrors) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		list, err := c.addresses(s, a)
		if err != nil {
			return err
		}
		reason, good := error(nil), false
		for _, address := range list {
			p, err := a.Probe(s.ctx, address)
			if err != nil {
				return about(account.Shown(address), err)
			}
			reason, good = p.Reason, good || p.Good()
			if err := s.probed(account.Shown(address), p); err != nil {
				return err
			}
		}
		if !good {
			return reason
		}
		return nil
	})
}

func (c *hubMirrors) addresses(s *session, a *boot.App) ([]string, error) {
	if len(c.Address) > 0 {
		return c.Address, nil
	}
	now, err := a.Account.Settings(s.ctx)
	return now.HubOptions(s.Getenv).Endpoints, err
}

func (s *session) probed(address string, p hub.Probe) error {
	if !s.json {
		return s.say(fa.TrialLine, address, fa.Words(s.locale.Probed(p)))
	}
	o := mirrorObject{ID: address, Good: p.Good(), API: p.API, Headers: p.Headers, Ranges: p.Ranges, LatencyMs: p.Latency.Milliseconds()}
	if p.Reason != nil {
		o.Error = s.locale.Error(p.Reason)
	}
	return s.object(o)
}

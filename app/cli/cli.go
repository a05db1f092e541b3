// Package cli is the terminal: one command a file. Text comes as arguments or
// line by line from standard input, one line goes out for one line in; errors
// and progress go to standard error.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"avagar/app"
	"avagar/app/fa"

	"github.com/alecthomas/kong"
	"golang.org/x/term"
)

// Process is what surrounds a run of the program.
type Process struct {
	Args     []string // without the program's name
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string

	// Window opens the window and returns once it is closed; app.ErrOpen
	// where another copy shows its own instead. It is nil where there is none.
	Window func(ctx context.Context) error
}

// Exit statuses.
const (
	exitDone  = 0
	exitError = 1
	exitUsage = 2
)

// commands is the grammar. Its help texts stand in package fa.
type commands struct {
	Help    helpFlag    `short:"h" help:"${help}"`
	Version versionFlag `help:"${version}"`
	JSON    bool        `help:"${json}"`

	Say       sayCommand       `cmd:"" help:"${say}"`
	Normalize normalizeCommand `cmd:"" help:"${normalize}"`
	Phonemize phonemizeCommand `cmd:"" help:"${phonemize}"`
	Voice     voiceCommands    `cmd:"" help:"${voice}"`
	Dataset   datasetCommands  `cmd:"" help:"${dataset}"`
	Train     trainCommands    `cmd:"" help:"${train}"`
	Settings  settingsCommands `cmd:"" help:"${settings}"`
	Lexicon   lexiconCommands  `cmd:"" help:"${lexicon}"`
	History   historyCommands  `cmd:"" help:"${history}"`
	Hub       hubCommands      `cmd:"" help:"${hub}"`
	Download  downloadCommands `cmd:"" help:"${download}"`
	Bench     benchCommands    `cmd:"" help:"${bench}"`
	Demo      demoCommand      `cmd:"" default:"1" hidden:"" help:"${demo}"`
}

// session is one run of a command.
type session struct {
	Process
	ctx    context.Context
	locale fa.Locale
	json   bool
}

// Run carries out one command line and returns the exit status. When ctx is
// cancelled the command saves what it must and ends.
func Run(ctx context.Context, p Process) int {
	s := &session{Process: p, ctx: ctx, locale: fa.Of(p.Getenv)}
	err := s.run()
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(p.Err, s.locale.Error(err))
	var usage *fa.Usage
	if errors.As(err, &usage) {
		return exitUsage // not logged: it quotes what was typed
	}
	s.log(err)
	return exitError
}

func (s *session) run() error {
	var c commands
	parser, err := kong.New(&c, kong.Name("avagar"), kong.NoDefaultHelp(), kong.Writers(s.Out, s.Err), kong.Vars(s.locale.Help()), kong.Bind(s))
	if err != nil {
		return fmt.Errorf("cli: grammar: %w", err)
	}
	chosen, err := parser.Parse(joinNegatives(s.Args))
	if errors.Is(err, errAnswered) {
		return nil
	}
	if err != nil {
		return &fa.Usage{Word: offender(err), Err: err}
	}
	s.json = c.JSON
	return chosen.Run(s)
}

// joinNegatives makes "--pitch -2" into "--pitch=-2", and "set pitch -2" into
// "set pitch -- -2", since a word that begins with a hyphen would count as a flag.
func joinNegatives(args []string) []string {
	var out []string
	for i, a := range args {
		last := len(out) - 1
		if a == "--" {
			return append(out, args[i:]...)
		}
		if last >= 0 && negative.MatchString(a) && strings.HasPrefix(out[last], "--") && !strings.Contains(out[last], "=") {
			out[last] += "=" + a
			continue
		}
		if last >= 0 && i == len(args)-1 && negative.MatchString(a) {
			return append(out, "--", a) // a word of its own: settings set pitch -2
		}
		out = append(out, a)
	}
	return out
}

var negative = regexp.MustCompile(`^-\.?[0-9][0-9.]*$`)

// offending finds the word of the command line that kong complains of.
var offending = regexp.MustCompile(`^unexpected (?:flag )?argument "?([^ ",]+)|^(?:unknown|missing) flags?:? "?(-[^ ",]+)|^(--[^ =:]+)`)

func offender(err error) string {
	for i, word := range offending.FindStringSubmatch(err.Error()) {
		if i > 0 && word != "" {
			return word
		}
	}
	return ""
}

// errAnswered ends parsing when a flag has said all there is to say.
var errAnswered = errors.New("cli: answered")

// say writes a sentence to standard output.
func (s *session) say(sentence fa.Sentence, args ...any) error {
	_, err := fmt.Fprintln(s.Out, s.locale.Say(sentence, args...))
	return err
}

// tell writes a sentence to standard error.
func (s *session) tell(sentence fa.Sentence, args ...any) {
	fmt.Fprintln(s.Err, s.locale.Say(sentence, args...))
}

// object writes one JSON object as one line.
func (s *session) object(v any) error {
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// home is the folder of voices and trainings, made when missing.
func (s *session) home() (string, error) { return app.MakeHome(s.Getenv) }

// about names what an error is about as the person did.
func about(subject string, err error) error {
	if err == nil {
		return nil
	}
	return &app.About{Subject: subject, Err: err}
}

// terminal tells whether a stream is one that a person reads.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// joined is the text of the arguments, and whether there is any: none, or a
// dash alone, means standard input.
func joined(words []string) (string, bool) {
	if len(words) == 0 || len(words) == 1 && words[0] == "-" {
		return "", false
	}
	return strings.Join(words, " "), true
}

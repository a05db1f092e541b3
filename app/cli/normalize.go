package cli

import (
	"bufio"
	"io"

	"avagar/engine/persian"
)

type normalizeCommand struct {
	Text []string `arg:"" optional:"" name:"text" help:"${text}"`
}

type normalizedLine struct {
	Text       string `json:"text"`
	Normalized string `json:"normalized"`
}

// Run writes each line as the words a reader would say.
func (c *normalizeCommand) Run(s *session) error {
	return s.convert(c.Text, func(piece string) (string, error) {
		return persian.Normalize(piece).String(), nil
	}, " ", func(text, normalized string) any {
		return normalizedLine{text, normalized}
	})
}

// convert writes a line for each line of input, piece by piece, so that a line
// may be of any length; with --json the object of the whole line.
func (s *session) convert(words []string, one func(piece string) (string, error), between string, object func(text, result string) any) error {
	if s.json {
		return s.eachLine(words, func(line io.Reader) error {
			text, err := wholeLine(line)
			if err != nil {
				return err
			}
			result, err := one(text)
			if err != nil {
				return err
			}
			return s.object(object(text, result))
		})
	}
	out := bufio.NewWriter(s.Out)
	err := s.eachLine(words, func(line io.Reader) error {
		if err := pieces(out, line, one, between); err != nil {
			return err
		}
		if err := out.WriteByte('\n'); err != nil {
			return err
		}
		return out.Flush()
	})
	return firstError(err, out.Flush())
}

func pieces(out *bufio.Writer, line io.Reader, one func(string) (string, error), between string) error {
	first := true
	for piece, err := range persian.Sentences(line) {
		if err != nil {
			return err
		}
		result, err := one(piece)
		if err != nil {
			return err
		}
		if result == "" {
			continue
		}
		if !first {
			result = between + result
		}
		first = false
		if _, err := out.WriteString(result); err != nil {
			return err
		}
	}
	return nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

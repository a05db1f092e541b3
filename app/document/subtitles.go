package document

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/asticode/go-astisub"
)

var errSubtitles = errors.New("document: unusable subtitles")

// subtitles is what is said in a SubRip file, one line a subtitle.
func subtitles(source string) (text string, err error) {
	defer func() { // the reader trusts its input to be whole
		if p := recover(); p != nil {
			text, err = "", fmt.Errorf("%w: %v", errSubtitles, p)
		}
	}()
	for line := range strings.Lines(source) {
		if len(line) >= bufio.MaxScanTokenSize {
			return "", errSubtitles // it would be cut off in silence
		}
	}
	all, err := astisub.ReadFromSRT(strings.NewReader(source))
	if err != nil || len(all.Items) == 0 {
		return "", errors.Join(errSubtitles, err)
	}
	var out strings.Builder
	for _, item := range all.Items {
		if said := spoken(item); said != "" {
			out.WriteString(said + "\n")
		}
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}

func spoken(item *astisub.Item) string {
	var words []string
	for _, line := range item.Lines {
		for _, part := range line.Items {
			words = append(words, strings.Fields(part.Text)...)
		}
	}
	return strings.Join(words, " ")
}

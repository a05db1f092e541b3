package ui

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"avagar/app/fa"
)

// Translate gives the toolkit its own words in Persian, whatever the language of
// the desktop: the window is Persian throughout. The toolkit looks words up in
// the desktop's language, and in English if it does not know that one, so these
// get the Persian words too.
func Translate() error {
	words, err := json.Marshal(fa.Toolkit())
	if err != nil {
		return fmt.Errorf("the toolkit's words: %w", err)
	}
	for _, language := range []string{"fa", "en", lang.SystemLocale().LanguageString()} {
		if err := lang.AddTranslationsForLocale(words, fyne.Locale(language)); err != nil {
			return fmt.Errorf("the toolkit's words in %s: %w", language, err)
		}
	}
	return nil
}

package journey

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

const story = "سلام! من آواگر هستم.\nنوشتهٔ فارسی را همین‌جا، بدون اینترنت، به صدا تبدیل می‌کنم: ۲۵٪ تندتر یا کندتر، با صدای دلخواه شما.\n" +
	"نام‌های لاتین مانند Linux (نسخهٔ 6.1) هم در جای درست خود می‌نشینند."

// TestScreenshots takes the pictures of the documentation.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("AVAGAR_SCREENSHOTS")
	if folder == "" {
		t.Skip("AVAGAR_SCREENSHOTS names no folder")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, look := range []string{"light", "dark"} {
		w := openWindow(t)
		w.terminal("settings", "set", "appearance", look)
		shot := func(name string) {
			time.Sleep(time.Second)
			w.do("import", "-window", w.id, filepath.Join(folder, name+"-"+look+".png"))
		}
		w.copied(story)
		w.press("ctrl+v")
		w.press("ctrl+Return")
		w.playing(builtIn(t).SampleRate() * 4)
		shot("speaking")
		w.press("Escape", "ctrl+7")
		shot("settings")
		if look == "dark" { // two show the difference
			continue
		}
		w.press("ctrl+1", "ctrl+s")
		shot("save")
		w.press("Tab", "Tab", "Tab", "space", "F1") // cancels
		shot("keys")
	}
	librarySheet(t, folder)
}

// librarySheet takes the picture of a repository's sheet.
func librarySheet(t *testing.T, folder string) {
	w, _ := openLibrary(t)
	w.terminal("settings", "set", "appearance", "light")
	w.look("piper")
	w.do("import", "-window", w.id, filepath.Join(folder, "library-light.png"))
	w.press("Tab", "Tab", "space")
	time.Sleep(time.Second)
	w.do("import", "-window", w.id, filepath.Join(folder, "card-light.png"))
}

package library

import (
	"fmt"
	"strings"
	"testing"

	"avagar/engine/hub"
)

func repository() []hub.File {
	return []hub.File{
		{Path: "fa/amir/medium/a.onnx", Size: 60}, {Path: "fa/amir/medium/a.onnx.json", Size: 4},
		{Path: "README.md", Size: 1}, {Path: "fa", Directory: true}, {Path: "fa/gyro/b.onnx", Size: 30}, {Path: "zz.bin", Size: -1},
	}
}

func TestAFolderComesBeforeWhatIsInIt(t *testing.T) {
	var lines []string
	for _, e := range tree(repository()) {
		lines = append(lines, fmt.Sprint(strings.Repeat("-", e.depth), e.name(), " ", e.count, " ", e.bytes))
	}
	want := []string{"fa 3 94", "-amir 2 64", "--medium 2 64", "---a.onnx 1 60", "---a.onnx.json 1 4", "-gyro 1 30", "--b.onnx 1 30", "README.md 1 1", "zz.bin 1 -1"}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(lines, "\n"))
	}
}

func TestAFolderIsChosenWithAllThatIsInIt(t *testing.T) {
	c, list := newChoice(repository()), tree(repository())
	fa, amir := list[0], list[1]
	c.toggle(amir)
	if !c.whole(amir) || c.whole(fa) || !c.part(fa) {
		t.Error("a part of fa is chosen, and all of amir")
	}
	c.toggle(fa) // the rest
	if files, bytes := c.chosen(); len(files) != 3 || bytes != 94 || !c.whole(fa) {
		t.Errorf("%v, %d bytes", files, bytes)
	}
	c.toggle(fa)
	if files, _ := c.chosen(); len(files) != 0 {
		t.Errorf("still chosen: %v", files)
	}
	c.all(true)
	if files, bytes := c.chosen(); len(files) != 5 || bytes != -1 {
		t.Errorf("%d files, %d bytes: a size is not known", len(files), bytes)
	}
}

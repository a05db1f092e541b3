package training

import (
	"slices"
	"testing"
)

func TestAnotherPageBeginsWithItsFolder(t *testing.T) {
	s := full(t)
	s.page.Begin("/data/other")
	if !slices.Contains(s.calls, "check /data/other") {
		t.Errorf("%v", s.calls)
	}
	c := s.window.Canvas()
	if c.Overlays().Top() == nil || s.began.Folder != "" {
		t.Errorf("it began without a question: %+v", s.began)
	}
}

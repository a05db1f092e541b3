package hubtest

import (
	"net/http"
	"strings"
	"testing"
)

func TestEverythingIsCounted(t *testing.T) {
	s := started(t, voiceRepo())
	url := stored(t, s, model)
	ask(t, http.MethodGet, url, "Range: bytes=0-99")
	ask(t, http.MethodGet, url, "Range: bytes=100-149")
	ask(t, http.MethodHead, url)
	ask(t, http.MethodGet, s.Endpoint()+ask(t, http.MethodGet, s.Endpoint()+readme).Header.Get("Location"), "User-Agent: avagar/1")
	c := s.Counters()
	if c.Bytes != int64(150+len(card)) || c.Files["org/voice/fa/model.onnx"] != 150 || s.Served("") != c.Bytes ||
		s.Served("fa/model.onnx") != 150 || s.Served("org/voice") != c.Bytes || s.Served("org/voice/README.md") != int64(len(card)) {
		t.Errorf("bytes: %+v", c)
	}
	if r := c.Ranges["org/voice/fa/model.onnx"]; strings.Join(r, " ") != "bytes=0-99 bytes=100-149" {
		t.Errorf("ranges: %q", r)
	}
	if c.Requests[Resolve] != 2 || c.Requests[Stored] != 3 || c.Requests[InGit] != 1 {
		t.Errorf("requests: %v", c.Requests)
	}
	log := s.Requests()
	if last := log[len(log)-1]; len(log) != 6 || last.Kind != InGit || last.Status != 200 || last.Name != "org/voice/README.md" ||
		last.Sent != int64(len(card)) || last.Header.Get("User-Agent") != "avagar/1" {
		t.Errorf("log: %+v", log)
	}
	s.Forget()
	if c := s.Counters(); c.Bytes != 0 || len(c.Requests) != 0 || len(s.Requests()) != 0 {
		t.Errorf("not forgotten: %+v", c)
	}
}

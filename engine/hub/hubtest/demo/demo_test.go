package demo

import (
	"encoding/json"
	"net/http"
	"testing"

	"avagar/engine/hub/hubtest"
)

func TestFillMakesWhatAPersonMeets(t *testing.T) {
	s := hubtest.New(t)
	if err := Fill(s); err != nil {
		t.Fatal(err)
	}
	s.SetPage(100)
	for list, want := range map[string]int{"models?filter=fa": 5, "models?filter=piper": 1, "models?gated=true": 1,
		"datasets?filter=language:fa": 1} {
		reply, err := http.Get(s.Endpoint() + "/api/" + list)
		if err != nil {
			t.Fatal(err)
		}
		var found []map[string]any
		if err := json.NewDecoder(reply.Body).Decode(&found); err != nil {
			t.Error(err)
		}
		reply.Body.Close()
		if len(found) != want {
			t.Errorf("%s: %d, want %d", list, len(found), want)
		}
	}
}

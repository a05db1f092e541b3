package cli

import (
	"bytes"
	"strings"
	"testing"
)

// queue are the ids of the queue in its order.
func queue(t *testing.T, p *person) (ids []float64, all []map[string]any) {
	t.Helper()
	all = objects(t, p.does("--json", "download", "list"))
	for _, d := range all {
		ids = append(ids, d["id"].(float64))
	}
	return ids, all
}

func TestTheQueueIsArrangedWithoutANetwork(t *testing.T) {
	p := newPerson(t)
	for _, repo := range []string{"org/one", "org/two", "datasets/org/three"} {
		if d := one(t, p.does("--json", "download", "add", repo, "--limit", "64")); d["state"] != "waiting" || d["limit_kb_s"] != 64.0 {
			t.Errorf("added %v", d)
		}
	}
	p.fails(exitError, "exists already", "download", "add", "org/one")
	p.fails(exitError, "not safe", "download", "add", "org/one", "../../etc/passwd")
	p.does("download", "move", "3", "--before", "1")
	if ids, _ := queue(t, p); len(ids) != 3 || ids[0] != 3 || ids[2] != 2 {
		t.Errorf("the queue is %v", ids)
	}
	p.does("download", "move", "2", "--priority", "high")
	p.does("download", "move", "3")
	p.does("download", "limit", "1", "0")
	p.does("download", "pause", "1", "2")
	ids, all := queue(t, p)
	if ids[0] != 2 || ids[2] != 3 || all[1]["limit_kb_s"] != 0.0 || all[1]["state"] != "paused" || all[2]["state"] != "waiting" {
		t.Errorf("the queue is %v", all)
	}
	p.does("download", "resume", "--all")
	if _, all := queue(t, p); all[0]["state"] != "waiting" || all[1]["state"] != "waiting" {
		t.Errorf("resumed, the queue is %v", all)
	}
	p.does("download", "cancel", "1")
	p.does("download", "cancel", "--all")
	if ids, _ := queue(t, p); len(ids) != 0 {
		t.Errorf("cancelled, the queue is %v", ids)
	}
	if ended := objects(t, p.does("--json", "download", "list", "--ended", "9")); len(ended) != 3 || ended[0]["state"] != "cancelled" {
		t.Errorf("ended: %v", ended)
	}
}

func TestDownloadRefusesWhatItCannotDo(t *testing.T) {
	p := newPerson(t)
	p.fails(exitError, "Not found", "download", "pause", "7")
	p.fails(exitError, "Not found", "download", "move", "7")
	p.fails(exitUsage, "--all", "download", "cancel")
	p.fails(exitUsage, "--all", "download", "retry", "1", "--all")
	p.fails(exitUsage, "--priority", "download", "move", "1", "--before", "2", "--priority", "low")
	p.fails(exitError, "cannot be used", "download", "limit", "1", "-5")
	p.fails(exitError, "not the name of a repository", "download", "add", "no spaces")
}

func TestAFailedDownloadIsTriedAgain(t *testing.T) {
	p, srv := online(t)
	p.does("download", "add", "org/persian-voices", "fa/amir/fa-amir.onnx")
	a := p.types("", "download", "run")
	if a.code != exitError || !strings.Contains(a.err, "no such repository") {
		t.Errorf("status %d: %s%s", a.code, a.out, a.err)
	}
	if _, all := queue(t, p); len(all) != 1 || all[0]["state"] != "failed" || all[0]["reason"] != "no_repo" || all[0]["error"] == "" {
		t.Errorf("the queue is %v", all)
	}
	srv.Add(voices())
	p.does("download", "retry", "--all")
	if told := p.does("download", "run"); !strings.Contains(told, "4 kB") {
		t.Errorf("run tells %q", told)
	}
	if p.does("download", "run") != "" {
		t.Error("an empty queue is no news")
	}
}

func TestAHeldDownloadTellsWhy(t *testing.T) {
	p, srv := online(t, voices())
	p.does("settings", "set", "offline", "on")
	p.does("download", "add", "org/persian-voices")
	var out bytes.Buffer
	errs := &trigger{on: "works without the network", then: func() { p.does("settings", "set", "offline", "off") }}
	code := Run(t.Context(), p.process(strings.NewReader(""), &out, errs, []string{"download", "run"}))
	if code != exitDone || !strings.Contains(out.String(), "has arrived") {
		t.Errorf("status %d: %s%s", code, out.String(), errs.String())
	}
	if srv.Served("fa/amir/fa-amir.onnx") != 4000 {
		t.Error("it was fetched more than once")
	}
}

func TestTheQueueIsToldInPersian(t *testing.T) {
	p := newPerson(t)
	p.locale = "fa_IR.UTF-8"
	if told := p.types("", "download", "list"); told.out != "" || !strings.Contains(told.err, "صف دریافت خالی است") {
		t.Errorf("an empty queue: %q %q", told.out, told.err)
	}
	p.does("download", "add", "org/voice", "--folder", "fa/amir")
	if told := p.does("download", "pause", "1"); !strings.HasPrefix(told, "۱  ") || !strings.Contains(told, "پوشهٔ") || !strings.Contains(told, "ایستاده") {
		t.Errorf("paused: %q", told)
	}
}

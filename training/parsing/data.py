"""Treebanks and entity data, turned into the files that Stanza's trainers read.

Everything is normalised as the library normalises its input (`quoteattr.text.paragraphs.plain`), so the
models see in training what they will see in use: straight quotation marks and plain dashes.
Multi-word tokens are read as plain words ("do" + "n't"): in English they all concatenate, so no
expansion model is needed.
"""

import gzip
import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

from quoteattr.text.paragraphs import plain

VECTOR_WORDS = 80_000
Sentence = list[list[str]]  # the ten CoNLL-U columns of each word


def read_conllu(path: Path) -> Iterator[tuple[list[str], Sentence]]:
    """Comments and words of each sentence, ranges and empty nodes left out."""
    comments: list[str] = []
    words: Sentence = []
    glued_until, glued_space = 0, True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                columns = line.split("\t")
                if "-" in columns[0]:
                    glued_until = int(columns[0].split("-")[1])
                    glued_space = "SpaceAfter=No" not in columns[9]
                elif "." not in columns[0]:
                    number = int(columns[0])
                    glued = number < glued_until or (number == glued_until and not glued_space)
                    if glued or "SpaceAfter=No" in columns[9]:
                        columns[9] = "SpaceAfter=No"
                    else:
                        columns[9] = "_"
                    columns[1] = plain(columns[1]).replace(" ", "\xa0")
                    columns[2] = plain(columns[2])
                    columns[8] = "_"
                    words.append(columns)
            elif words:
                yield comments, words
                comments, words, glued_until = [], [], 0


def write_conllu(path: Path, sentences: list[Sentence]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for words in sentences:
            out.writelines("\t".join(columns) + "\n" for columns in words)
            out.write("\n")


def surface(words: Sentence) -> tuple[str, str]:
    """The sentence's raw text and its labels: 0 inside a token, 1 at its end, 2 at the sentence's end."""
    text, labels = "", ""
    for columns in words:
        form = columns[1].replace("\xa0", " ")
        text += form
        labels += "0" * (len(form) - 1) + "1"
        if columns[9] != "SpaceAfter=No":
            text += " "
            labels += "0"
    stripped = text.rstrip()
    labels = labels[: len(stripped)]
    return stripped, labels[:-1] + "2"


def write_tokenizer_files(source: list[Path], stem: Path, limit: int | None = None) -> None:
    """Raw text and character labels, paragraphs apart by a blank line, and the gold CoNLL-U: of every treebank, or of
    the first sentences of each."""
    texts, labels, gold = [], [], []
    for path in source:
        paragraph: list[tuple[str, str]] = []
        for comments, words in islice(read_conllu(path), limit):
            if paragraph and any(c.startswith(("# newpar", "# newdoc")) for c in comments):
                texts.append(" ".join(t for t, _ in paragraph))
                labels.append("0".join(label for _, label in paragraph))
                paragraph = []
            paragraph.append(surface(words))
            gold.append(words)
        texts.append(" ".join(t for t, _ in paragraph))
        labels.append("0".join(label for _, label in paragraph))
    stem.with_suffix(".txt").write_text("\n\n".join(texts) + "\n\n", encoding="utf-8")
    stem.with_suffix(".labels").write_text("\n\n".join(labels) + "\n\n", encoding="utf-8")
    write_conllu(stem.with_suffix(".conllu"), gold)


def write_word_types(source: list[Path], path: Path, limit: int | None = None) -> None:
    """Each (form, tag, lemma) once: what the lemmatizer's network learns from."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    for file in source:
        for _, words in islice(read_conllu(file), limit):
            for columns in words:
                seen.setdefault((columns[1], columns[3], columns[2]), ["1", *columns[1:6], "0", "root", "_", "_"])
    write_conllu(path, [[columns] for columns in seen.values()])


def write_vectors(glove: Path, path: Path) -> None:
    """The most frequent GloVe vectors as a Stanza pretrain, quantised as they will be shipped."""
    import pandas

    words = list(pandas.read_parquet(next(glove.glob("*.parquet"))).iloc[:, 0])[:VECTOR_WORDS]
    import numpy

    matrix = torch.from_numpy(numpy.load(next(glove.glob("*.npy")))[:VECTOR_WORDS].astype("float32"))
    scale = matrix.abs().amax(dim=1, keepdim=True) / 127
    _save_vectors(words, (matrix / scale).round() * scale, path)


def write_vectors_of_pack(pack: Path, path: Path) -> None:
    """The vectors of a finished pack as a Stanza pretrain."""
    packed = torch.load(pack, weights_only=True)
    matrix = packed["bytes"].float() * packed["scale"].float().unsqueeze(1)
    words = packed["words"].split("\n")
    _save_vectors(words, matrix[len(matrix) - len(words) :], path)


def _save_vectors(words: list[str], matrix: torch.Tensor, path: Path) -> None:
    pretrain = Pretrain(save_to_file=False)
    pretrain._vocab = PretrainedWordVocab(words, lower=True)
    pretrain._emb = torch.cat([torch.zeros(len(VOCAB_PREFIX), matrix.shape[1]), matrix])
    pretrain.save(str(path))


def read_tags(path: Path, column: int) -> Iterator[list[tuple[str, str]]]:
    """Sentences of (token, tag) from an IOB2 file; UniversalNER's PER is our PERSON."""
    sentence: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) > column and not line.startswith("# "):
                token, tag = columns[column - 1], columns[column]
                if tag.endswith("-PER"):
                    tag += "SON"
                sentence.append((plain(token), tag))
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def write_entities(path: Path, sentences: list[list[tuple[str, str]]], seed: int = 1) -> None:
    random.Random(seed).shuffle(sentences)
    rows = [[{"text": token, "ner": tag} for token, tag in sentence] for sentence in sentences]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an array of documents from stdin; prints true for each that the schema argv[1] accepts."""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
json.dump([validator.is_valid(document) for document in json.load(sys.stdin)], sys.stdout)

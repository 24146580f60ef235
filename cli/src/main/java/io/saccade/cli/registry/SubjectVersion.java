package io.saccade.cli.registry;

/**
 * A schema under its subject.
 *
 * @param version counts from 1 in the subject and is never given twice
 * @param id of the schema, the same in every subject
 * @param deleted hidden from listings; the id still leads to the schema
 */
record SubjectVersion(String subject, int version, int id, boolean deleted) {

  SubjectVersion hidden() {
    return new SubjectVersion(subject, version, id, true);
  }
}

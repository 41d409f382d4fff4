package io.github.qxylogin.strangers

import org.openapitools.client.apis.MultiAccountApi
import org.openapitools.client.models.UploadSmsCodeRequest

fun login(basePath: String): List<String?> {
  val api = MultiAccountApi(basePath)
  val answer = api.uploadSmsCode(
    UploadSmsCodeRequest(nsrsbh = "9151xxxxxxxxxxxxxx", taskId = "123456xxxxx", smsCode = "002100"))
  return listOf(answer.req_id, answer.data?.accountId, answer.data?.dppt?.cookie)
}
